package dev.hooklane.api;

import dev.hooklane.endpoint.Endpoint;
import dev.hooklane.endpoint.EndpointDirectory;
import dev.hooklane.endpoint.EndpointId;
import dev.hooklane.endpoint.EndpointState;
import dev.hooklane.event.AccountId;
import dev.hooklane.problem.ProblemCode;
import dev.hooklane.quota.Quotas;
import dev.hooklane.replay.Replay;
import dev.hooklane.replay.Replay.Wish;
import dev.hooklane.replay.ReplayId;
import dev.hooklane.replay.ReplayState;
import dev.hooklane.replay.Replays;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.io.IOException;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.random.RandomGenerator;

/** Replays many deliveries of an endpoint: counts, starts, shows, pauses and cancels replays. */
final class ReplayRoutes implements Routes {
    private final ReplayParts parts;
    private final EndpointDirectory directory;
    private final ReplayCounting counting;
    private final EndpointChecks checks;
    private final UnfinishedReplays unfinished;
    private final CallQuotas calls;
    private final InstantSource clock;
    private final RandomGenerator random;

    ReplayRoutes(
            ReplayParts parts,
            EndpointParts endpoints,
            ReplayCounting counting,
            CallQuotas calls,
            InstantSource clock,
            RandomGenerator random) {
        this.parts = parts;
        this.directory = endpoints.directory();
        this.counting = counting;
        this.checks = endpoints.checks();
        this.unfinished = new UnfinishedReplays(parts.replaying(), directory);
        this.calls = calls;
        this.clock = clock;
        this.random = random;
    }

    @Override
    public void addTo(RoutesConfig routes) {
        routes.post("/v1/replays", calls.shared(this::start), RouteAccess.REPLAY);
        routes.get("/v1/replays", this::list, RouteAccess.VIEW);
        routes.get("/v1/replays/{id}", this::read, RouteAccess.VIEW);
        routes.patch("/v1/replays/{id}", this::changeRate, RouteAccess.REPLAY);
        routes.post(
                "/v1/replays/{id}/pause", context -> wish(context, Wish.PAUSE), RouteAccess.REPLAY);
        routes.post(
                "/v1/replays/{id}/resume", context -> wish(context, Wish.RUN), RouteAccess.REPLAY);
        routes.post(
                "/v1/replays/{id}/cancel",
                context -> wish(context, Wish.CANCEL),
                RouteAccess.REPLAY);
    }

    private void start(Context context) throws IOException {
        byte[] body = Bodies.readAhead(context, Bodies.MAX_BYTES);
        if (body.length == 0) {
            throw Problem.malformed("the request has no body; it needs a JSON object");
        }
        ReplayDraft draft = ReplayDraft.read(body, checks);
        Endpoint endpoint = endpoint(context, draft.endpoint());
        Replay wanted =
                new Replay(
                        ReplayId.random(random),
                        endpoint.account(),
                        endpoint.id(),
                        draft.selection(),
                        clock.instant().truncatedTo(ChronoUnit.MILLIS),
                        0,
                        false,
                        draft.ratePerSecond(),
                        Wish.RUN);
        if (counting.isAsked(context) || draft.dryRun()) {
            Audit.changedNothing(context);
            counting.answer(context, wanted, endpoint);
            return;
        }
        Audit.account(context, Optional.of(endpoint.account()));
        Audit.target(context, wanted.id().value());
        Audit.fields(context, List.of("endpoint", "select", "ratePerSecond"));
        requireSendable(endpoint);
        Replay counted;
        try (Quotas.Room room =
                calls.quotas().room(endpoint.account(), wanted.id(), unfinished::of)) {
            counted = counting.counted(context, wanted, endpoint);
            room.write(() -> parts.log().put(counted));
        }
        context.header("Location", "/v1/replays/" + counted.id());
        answer(context, 202, find(context, counted.id()));
    }

    private Endpoint endpoint(Context context, EndpointId id) {
        return directory
                .find(id)
                .filter(found -> Access.maySee(context, found.account()))
                .orElseThrow(() -> Problem.notFound("there is no endpoint " + id));
    }

    private static void requireSendable(Endpoint endpoint) {
        if (!(endpoint.state() instanceof EndpointState.Enabled)) {
            throw Problem.conflict(
                    ProblemCode.ENDPOINT_NOT_ENABLED,
                    "endpoint %s is %s, so nothing would be sent to it; enable it first"
                            .formatted(endpoint.id(), endpoint.state().name()));
        }
    }

    private void list(Context context) {
        Parameters.only(context, Set.of("account", "endpoint", "state", "cursor", "limit"));
        Optional<AccountId> account = Access.account(context);
        Optional<EndpointId> endpoint = Parameters.endpoint(context);
        Optional<String> state = Parameters.choice(context, "state", ReplayState.Kind.wireNames());
        ListPage<Replays.Known> page =
                ListPage.of(
                        parts.replaying().all().stream()
                                .filter(known ->
                                        account.map(known.replay().account()::equals).orElse(true))
                                .filter(known ->
                                        endpoint.map(known.replay().endpoint()::equals)
                                                .orElse(true))
                                .filter(known ->
                                        state.map(state(known).name()::equals).orElse(true)),
                        known ->
                                ListPage.newestFirst(
                                        known.replay().startedAt(), known.replay().id().value()),
                        Cursor.read(context),
                        Parameters.limit(context));
        ListAnswer.send(
                context,
                "replays",
                page.items(),
                (known, json) -> ReplayJson.write(known, state(known), json),
                page.next());
    }

    private void read(Context context) {
        answer(context, 200, find(context, Parameters.replayId(context)));
    }

    private void changeRate(Context context) throws IOException {
        Replays.Known before = find(context, Parameters.replayId(context));
        int rate = ReplayDraft.changedRate(Bodies.read(context));
        Audit.fields(context, List.of("ratePerSecond"));
        answer(context, 200, changed(context, before, known -> known.replay().withRate(rate)));
    }

    private void wish(Context context, Wish wish) {
        Replays.Known before = find(context, Parameters.replayId(context));
        answer(context, 200, changed(context, before, known -> known.replay().withWish(wish)));
    }

    /** Applies a change to a replay, provided that it is not over. */
    private Replays.Known changed(
            Context context, Replays.Known before, Function<Replays.Known, Replay> change) {
        ReplayId id = before.replay().id();
        Audit.account(context, Optional.of(before.replay().account()));
        return parts.log()
                .change(
                        id,
                        known -> {
                            Replay changed = change.apply(known);
                            if (state(known).isOver() && !changed.equals(known.replay())) {
                                throw Problem.conflict(
                                        ProblemCode.REPLAY_ENDED,
                                        "replay %s is %s already"
                                                .formatted(id, state(known).name()));
                            }
                            return changed;
                        })
                .orElseThrow(() -> unknown(id));
    }

    /** Returns the replay with this id, if the caller may see it. */
    private Replays.Known find(Context context, ReplayId id) {
        return parts.log()
                .replays()
                .find(id)
                .filter(parts.replaying()::isKept)
                .filter(known -> Access.maySee(context, known.replay().account()))
                .orElseThrow(() -> unknown(id));
    }

    private static ProblemException unknown(ReplayId id) {
        return Problem.notFound("there is no replay " + id);
    }

    private ReplayState state(Replays.Known known) {
        return known.state(directory.find(known.replay().endpoint()).map(Endpoint::state));
    }

    private void answer(Context context, int status, Replays.Known known) {
        Answers.json(context, status, json -> ReplayJson.write(known, state(known), json));
    }
}
