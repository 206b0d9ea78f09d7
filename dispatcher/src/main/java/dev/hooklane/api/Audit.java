package dev.hooklane.api;

import dev.hooklane.access.Caller;
import dev.hooklane.event.AccountId;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Records who changed what: one record on the audit topic for each request under {@code /v1} that
 * changed something. Published events are excluded, as their own topic holds them. Values are left
 * out, since some are secret.
 */
final class Audit implements Routes {
    private static final String EVENTS = "/v1/events";
    private static final String ACCOUNT = "hooklane.audit.account";
    private static final String TARGET = "hooklane.audit.target";
    private static final String FIELDS = "hooklane.audit.fields";
    private static final String ELSEWHERE = "hooklane.audit.elsewhere";
    private static final Set<String> CHANGE_NOTHING =
            Set.of(FilterRoutes.TRY, UrlCheckRoutes.CHECK);
    private static final JsonMapper JSON = JsonMapper.shared();

    private final AuditTrail trail;
    private final InstantSource clock;

    Audit(AuditTrail trail, InstantSource clock) {
        this.trail = trail;
        this.clock = clock;
    }

    @Override
    public void addTo(RoutesConfig routes) {
        routes.afterMatched("/v1/*", this::record);
    }

    /** Notes the account whose thing the request changes. */
    static void account(Context context, Optional<AccountId> account) {
        account.ifPresent(id -> context.attribute(ACCOUNT, id.value()));
    }

    /** Notes the id of a thing that the request created, where the path does not name it. */
    static void target(Context context, String id) {
        context.attribute(TARGET, id);
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

    private void record(Context context) {
        boolean reads =
                context.method().name().equals("GET") || context.method().name().equals("HEAD");
        boolean elsewhere = context.attribute(ELSEWHERE) != null;
        if (reads
                || elsewhere
                || context.statusCode() / 100 != 2
                || context.path().startsWith(EVENTS)
                || CHANGE_NOTHING.contains(context.path())) {
            return;
        }
        Caller caller = Access.caller(context);
        ObjectNode json = JSON.createObjectNode();
        json.put("at", clock.instant().toString());
        json.put("key", caller.key());
        json.put("name", caller.name());
        json.put("role", caller.role().wireName());
        json.put("address", Access.address(context));
        json.put("method", context.method().name());
        json.put("path", context.path());
        json.put("status", context.statusCode());
        @Nullable String account = context.attribute(ACCOUNT);
        json.put("account", account);
        @Nullable String target = context.attribute(TARGET);
        json.put("target", target);
        ArrayNode fields = json.putArray("fields");
        @Nullable List<String> names = context.attribute(FIELDS);
        if (names != null) {
            names.forEach(fields::add);
        }
        trail.add(Optional.ofNullable(account), JSON.writeValueAsBytes(json));
    }
}
