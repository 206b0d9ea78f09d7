package dev.hooklane.api;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.hooklane.lookup.Place;
import dev.hooklane.lookup.TailPage;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.util.Set;

/** Lists who changed what, newest first. */
final class AuditRoutes implements Routes {
    private final AuditTrail trail;

    AuditRoutes(AuditTrail trail) {
        this.trail = trail;
    }

    @Override
    public void addTo(RoutesConfig routes) {
        routes.get("/v1/audit", this::list, RouteAccess.OPERATE);
    }

    private void list(Context context) {
        Parameters.only(
                context, Set.of("account", "key", "target", "from", "until", "cursor", "limit"));
        TailPage<byte[]> page =
                trail.page(
                        EventListRoutes.range(context, Parameters.limit(context)),
                        AuditFilter.of(context));
        ListAnswer.send(
                context,
                "entries",
                page.items(),
                (entry, json) -> json.writeRawValue(new String(entry, UTF_8)),
                page.next().map(Place::toString));
    }
}
