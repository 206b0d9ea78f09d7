package dev.hooklane.api;

import dev.hooklane.access.Caller;
import dev.hooklane.access.UserPasses;
import dev.hooklane.denied.DeniedRequests;
import dev.hooklane.edge.Edge;
import dev.hooklane.event.AccountId;
import dev.hooklane.event.VisibleText;
import dev.hooklane.metrics.Prometheus;
import dev.hooklane.problem.ProblemCode;
import dev.hooklane.supervision.StartedParts;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.time.InstantSource;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Records who changed what: one record on the audit topic for each request under {@code /v1} that
 * changed something, or may have, before it is answered. Published events are excluded, as their
 * own topic holds them. Values are left out, since some are secret. Denied requests are recorded
 * too, up to a limit that {@link DeniedRequests} sets.
 */
final class Audit implements Routes {
    private static final String EVENTS = "/v1/events";
    private static final String ACCOUNT = "hooklane.audit.account";
    private static final String TARGET = "hooklane.audit.target";
    private static final String FIELDS = "hooklane.audit.fields";
    private static final String EFFECT = "hooklane.audit.effect";
    private static final String USER = "hooklane.audit.user";
    private static final String ELSEWHERE = "hooklane.audit.elsewhere";
    private static final String BEGUN = "hooklane.audit.begun";
    private static final String UNCONFIRMED = "hooklane.audit.unconfirmed";
    private static final Set<String> CHANGE_NOTHING =
            Set.of(FilterRoutes.TRY, UrlCheckRoutes.CHECK, SourceRoutes.TRY);

    /** They may come after a write, or when Kafka did not confirm one that it has nevertheless. */
    private static final Set<ProblemCode> LEAVE_OPEN =
            EnumSet.of(
                    ProblemCode.KAFKA_UNAVAILABLE,
                    ProblemCode.HISTORY_UNAVAILABLE,
                    ProblemCode.INTERNAL_ERROR);

    private static final JsonMapper JSON = JsonMapper.shared();

    private final AuditTrail trail;
    private final InstantSource clock;

    /** By address. They have a limit of their own, so that they can't hide what callers try. */
    private final DeniedRequests strangers = new DeniedRequests();

    /** By key. */
    private final DeniedRequests callers = new DeniedRequests();

    Audit(AuditTrail trail, InstantSource clock) {
        this.trail = trail;
        this.clock = clock;
    }

    /** Returns the audit, and sums up every minute how many denied requests were left out. */
    static Audit of(Connections kafka, Prometheus prometheus, StartedParts started) {
        Audit audit =
                new Audit(
                        new AuditTrail(
                                kafka.producer(),
                                kafka.consumers(),
                                kafka.topics().audit(),
                                prometheus.api().audit()),
                        InstantSource.system());
        started.add(
                prometheus.sampling().every(DeniedRequests.MINUTE, "denied requests", audit::sumUp)
                        ::run);
        return audit;
    }

    @Override
    public void addTo(RoutesConfig routes) {
        routes.afterMatched("/v1/*", this::record);
    }

    /** Notes that the request is handled from now on, so that it may change something. */
    static void begins(Context context) {
        context.attribute(BEGUN, true);
    }

    /** Notes the problem that the request ends with. */
    static void endsWith(Context context, Problem problem) {
        if (LEAVE_OPEN.contains(problem.code()) && context.attribute(BEGUN) != null) {
            context.attribute(UNCONFIRMED, problem.detail());
        }
    }

    /** Notes the account whose thing the request changes. */
    static void account(Context context, Optional<AccountId> account) {
        account.ifPresent(id -> context.attribute(ACCOUNT, id.value()));
    }

    /** Notes the id of a thing that the request created, where the path does not name it. */
    static void target(Context context, String id) {
        context.attribute(TARGET, id);
    }

    /** Notes the person whose sign-in is refused. */
    static void user(Context context, UserPasses.Named user) {
        context.attribute(USER, user);
    }

    /** Notes that another instance handled the request and recorded it. */
    static void elsewhere(Context context) {
        context.attribute(ELSEWHERE, true);
    }

    /** Notes that the request only read. */
    static void changedNothing(Context context) {
        context.attribute(ELSEWHERE, true);
    }

    /** Notes the names of the fields that the request sets. */
    static void fields(Context context, Collection<String> names) {
        context.attribute(FIELDS, List.copyOf(names));
    }

    /** Notes in words what came of the request, where its fields alone don't say it. */
    static void effect(Context context, String effect) {
        context.attribute(EFFECT, effect);
    }

    /** Records a request now, as its answer takes long, and not again behind it. */
    void recordNow(Context context) {
        record(context);
        changedNothing(context);
    }

    private void record(Context context) {
        boolean elsewhere = context.attribute(ELSEWHERE) != null;
        @Nullable String unconfirmed = context.attribute(UNCONFIRMED);
        if (Access.reads(context)
                || elsewhere
                || (context.statusCode() / 100 != 2 && unconfirmed == null)
                || context.path().startsWith(EVENTS)
                || CHANGE_NOTHING.contains(context.path())) {
            return;
        }
        ObjectNode json = entry(context, Optional.of(Access.caller(context)), context.statusCode());
        @Nullable String account = context.attribute(ACCOUNT);
        json.put("account", account);
        @Nullable String target = context.attribute(TARGET);
        json.put("target", target);
        ArrayNode fields = json.putArray("fields");
        @Nullable List<String> names = context.attribute(FIELDS);
        if (names != null) {
            names.forEach(fields::add);
        }
        @Nullable String effect = context.attribute(EFFECT);
        if (effect != null) {
            json.put("effect", effect);
        }
        if (unconfirmed != null) {
            json.put("unconfirmed", unconfirmed);
        }
        trail.add(Optional.ofNullable(account), JSON.writeValueAsBytes(json));
    }

    /**
     * Records that a request was refused, unless there were too many lately.
     *
     * @param caller empty if it has no valid key
     */
    void denied(Context context, Optional<Caller> caller, int status, String why) {
        boolean written =
                caller.map(known -> callers.isWritten(known.key()))
                        .orElseGet(() -> strangers.isWritten(Access.address(context)));
        if (!written) {
            return;
        }
        ObjectNode json = entry(context, caller, status);
        Optional<String> account = caller.flatMap(Caller::account).map(AccountId::value);
        complete(json, account, why);
        trail.addLater(account, JSON.writeValueAsBytes(json));
    }

    /** Records how many refused requests were not recorded since the last time, if any. */
    void sumUp() {
        strangers.leftOut().ifPresent(leftOut -> sumUp(leftOut, "", leftOut.busiest()));
        callers.leftOut().ifPresent(leftOut -> sumUp(leftOut, leftOut.busiest(), ""));
    }

    private void sumUp(DeniedRequests.LeftOut leftOut, String key, String address) {
        ObjectNode json = JSON.createObjectNode();
        json.put("at", clock.instant().toString());
        json.put("key", key);
        json.put("name", "");
        json.putNull("role");
        json.put("address", address);
        json.put("method", "");
        json.put("path", "");
        json.put("status", 0);
        complete(
                json,
                Optional.empty(),
                "%d more refused requests are not recorded one by one, %d of them from %s"
                        .formatted(leftOut.all(), leftOut.ofBusiest(), leftOut.busiest()));
        json.put("leftOut", leftOut.all());
        trail.addLater(Optional.empty(), JSON.writeValueAsBytes(json));
    }

    private static void complete(ObjectNode json, Optional<String> account, String why) {
        json.put("account", account.orElse(null));
        json.putNull("target");
        json.putArray("fields");
        json.put("denied", VisibleText.excerpt(why));
    }

    /** The path is cut, as anybody may send one of any length. */
    private ObjectNode entry(Context context, Optional<Caller> caller, int status) {
        ObjectNode json = JSON.createObjectNode();
        json.put("at", clock.instant().toString());
        Optional<UserPasses.Named> user = Optional.ofNullable(context.attribute(USER));
        json.put(
                "key", caller.map(Caller::key).or(() -> user.map(UserPasses.Named::id)).orElse(""));
        json.put(
                "name",
                caller.map(Caller::name).or(() -> user.map(UserPasses.Named::name)).orElse(""));
        json.put("role", caller.map(known -> known.role().wireName()).orElse(null));
        json.put("address", Access.address(context));
        json.put("method", context.method().name());
        json.put("path", VisibleText.excerpt(context.path()));
        json.put("status", status);
        json.put("requestId", Edge.requestId(context.res()));
        return json;
    }

    AuditTrail trail() {
        return trail;
    }
}
