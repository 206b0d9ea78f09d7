package dev.hooklane.api;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.hooklane.access.Authenticator;
import dev.hooklane.access.Caller;
import dev.hooklane.endpoint.Endpoint;
import dev.hooklane.endpoint.EndpointId;
import dev.hooklane.endpoint.EndpointSettings;
import dev.hooklane.endpoint.ListenerUrl;
import dev.hooklane.event.AccountId;
import dev.hooklane.event.VisibleText;
import dev.hooklane.listener.HandOver;
import dev.hooklane.listener.HandedOverJson;
import dev.hooklane.listener.Listener;
import dev.hooklane.listener.ListenerAnswer;
import dev.hooklane.listener.Listening;
import dev.hooklane.problem.ProblemCode;
import dev.hooklane.quota.Quotas;
import dev.hooklane.share.Seats;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import tools.jackson.databind.JsonNode;

/**
 * Listeners: streams with a temporary endpoint, which is there as long as its stream. Requests are
 * handed to the stream, and the client reports what its own server answered.
 */
final class ListenerRoutes implements Routes {
    private static final String LASTS = "lasts";
    private static final String TIMEOUT = "timeout";
    private static final String ANSWERS = "answers";
    private static final Set<String> FIELDS =
            Set.of("account", "eventTypes", FilterDraft.FILTER, EndpointDrafts.SECRET, LASTS);
    private static final Duration LASTS_MAX = Duration.ofDays(1);
    private static final int ANSWERS_MAX = 64;
    private static final int FULL_RETRY_SECONDS = 10;

    /** They only write answers that are there already. */
    private static final int THREADS = 2;

    private final EndpointParts endpoints;
    private final EndpointDrafts drafts;
    private final Quotas quotas;
    private final Authenticator authenticator;
    private final Audit audit;
    private final OtherInstances others;
    private final Listening listening;
    private final ListenerEnds ends;
    private final Executor answering = threads();

    ListenerRoutes(
            ApiParts parts,
            OtherInstances others,
            ListenerEnds ends,
            InstantSource clock,
            RandomGenerator random) {
        this.endpoints = parts.endpoints();
        this.drafts = new EndpointDrafts(endpoints.checks(), clock, random);
        this.quotas = parts.quotas().quotas();
        this.authenticator = parts.callers().access().authenticator();
        this.audit = parts.callers().audit();
        this.others = others;
        this.listening = parts.listening();
        this.ends = ends;
    }

    private static Executor threads() {
        ThreadPoolExecutor threads =
                new ThreadPoolExecutor(
                        THREADS,
                        THREADS,
                        10,
                        TimeUnit.SECONDS,
                        new LinkedBlockingQueue<>(),
                        Thread.ofPlatform().daemon().name("hooklane-listeners-", 0).factory());
        threads.allowCoreThreadTimeOut(true);
        return threads;
    }

    @Override
    public void addTo(RoutesConfig routes) {
        routes.post("/v1/listeners", this::open, RouteAccess.MANAGE, RouteAccess.SECRETS);
        routes.post("/v1/listeners/{id}/answers", this::answer, RouteAccess.MANAGE);
        routes.post("/v1/listeners/{id}/requests", this::handOver, RouteAccess.OPERATE);
    }

    private void open(Context context) throws IOException {
        if (context.header(IdempotencyKey.HEADER) != null) {
            throw Problem.badParameter(
                    IdempotencyKey.HEADER, "a stream can't be repeated; send no Idempotency-Key");
        }
        JsonFields fields = JsonFields.read(Bodies.read(context), FIELDS);
        AccountId account = EndpointRoutes.account(Access.caller(context), fields);
        String time = fields.required(LASTS);
        Duration lasts =
                Problem.invalidUnless(
                        LASTS, () -> Durations.within(LASTS, time, Duration.ZERO, LASTS_MAX));
        Endpoint endpoint = drafts.listener(account, fields, listening.elsewhere().self());
        Caller caller = Access.caller(context);
        try (Seats.Seat seat = seat(account, caller)) {
            Listener listener = listening.here().open(endpoint.id(), account);
            try {
                make(context, endpoint);
                new ListenerStream(
                                listener,
                                endpoints.directory(),
                                seat,
                                () -> isAdmitted(context, caller),
                                lasts)
                        .write(context, endpoint);
            } catch (IOException e) {
                // The client has left.
            } finally {
                listening.here().forget(listener);
                ends.end(endpoint.id());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Counts the stream for the account, whoever opens it. */
    private Seats.Seat seat(AccountId account, Caller caller) {
        return quotas.stream(Optional.of(account), caller.key())
                .orElseThrow(() ->
                        new ProblemException(
                                Problem.unavailable(
                                        ProblemCode.BUSY,
                                        "this instance has no stream left for account %s"
                                                .formatted(account),
                                        FULL_RETRY_SECONDS)));
    }

    private void make(Context context, Endpoint endpoint) {
        Audit.account(context, Optional.of(endpoint.account()));
        Audit.target(context, endpoint.id().value());
        try (Quotas.Room room = quotas.room(endpoint)) {
            room.write(() -> endpoints.log().make(endpoint));
        }
        audit.recordNow(context);
    }

    /** A key that was revoked, or a session that is over, gets nothing more. */
    private boolean isAdmitted(Context context, Caller caller) {
        String sent = context.header("Authorization");
        return sent != null
                && authenticator
                        .recognise(sent)
                        .filter(now -> now.abilities().containsAll(caller.abilities()))
                        .isPresent();
    }

    private void answer(Context context) throws IOException {
        Audit.changedNothing(context);
        Endpoint endpoint = EndpointRoutes.find(endpoints.directory(), context);
        String holder =
                ListenerUrl.holder(endpoint.url())
                        .orElseThrow(() ->
                                Problem.conflict(
                                        ProblemCode.LISTENER_ENDED,
                                        "endpoint %s is not a listener's, so nothing was handed over"
                                                .formatted(endpoint.id())));
        byte[] body = Bodies.readAhead(context, Bodies.MAX_BYTES);
        others.answerAt(holder, context, () -> take(context, endpoint.id(), body));
    }

    private void take(Context context, EndpointId id, byte[] body) {
        JsonFields fields = JsonFields.read(body, Set.of(ANSWERS));
        List<JsonNode> answers =
                fields.json(ANSWERS).map(JsonNode::valueStream).stream()
                        .flatMap(each -> each)
                        .toList();
        if (answers.size() > ANSWERS_MAX) {
            throw Problem.invalid(
                    ANSWERS,
                    "answers has %d entries; the limit is %d"
                            .formatted(answers.size(), ANSWERS_MAX));
        }
        Listener listener =
                listening
                        .here()
                        .find(id)
                        .orElseThrow(() ->
                                Problem.conflict(
                                        ProblemCode.LISTENER_ENDED,
                                        "the stream of %s is over".formatted(id)));
        listener.heard();
        for (JsonNode each : answers) {
            ListenerAnswer answer = Problem.invalidUnless(ANSWERS, () -> ListenerAnswer.read(each));
            listener.answer(each.path("id").asString(""), answer);
        }
        Answers.empty(context, 204);
    }

    /** Takes a request from the instance that has the listener's lane. No thread waits for it. */
    private void handOver(Context context) {
        if (!PeerCall.isOne(context)) {
            throw Problem.forbidden("only instances hand over requests");
        }
        Audit.changedNothing(context);
        EndpointId id = Parameters.endpointId(context);
        byte[] body = Bodies.ahead(context);
        if (body.length == 0) {
            boolean open = ListenerEnds.isOpenHere(listening, id);
            Answers.json(
                    context,
                    200,
                    json -> {
                        json.writeStartObject();
                        json.writeBooleanProperty("open", open);
                        json.writeEndObject();
                    });
            return;
        }
        Duration timeout =
                Parameters.duration(context, TIMEOUT, Duration.ZERO, EndpointSettings.TIMEOUT_MAX)
                        .orElse(EndpointSettings.TIMEOUT_MAX);
        context.future(() ->
                listening
                        .here()
                        .handOver(id, new HandOver(new String(body, UTF_8), timeout))
                        .thenAcceptAsync(
                                result ->
                                        context.status(200)
                                                .contentType("application/json")
                                                .result(HandedOverJson.text(result)),
                                answering));
    }

    /** Refuses a change that would give a listener a server of its own. */
    static void requireUrlStays(Endpoint endpoint, JsonFields fields) {
        if (endpoint.isListener() && fields.has("url")) {
            throw Problem.conflict(
                    ProblemCode.LISTENER_ENDPOINT,
                    "endpoint %s is a listener's, and has no URL of its own"
                            .formatted(VisibleText.excerpt(endpoint.id().value())));
        }
    }
}
