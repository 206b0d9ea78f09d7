package dev.hooklane.api;

import dev.hooklane.egress.IpNetwork;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.util.List;

/** Tells customers which addresses deliveries come from, for their firewalls. */
final class EgressRoutes implements Routes {
    static final String EGRESS = "/v1/egress";

    private final List<IpNetwork> addresses;

    EgressRoutes(List<IpNetwork> addresses) {
        this.addresses = addresses;
    }

    @Override
    public void addTo(RoutesConfig routes) {
        routes.get(EGRESS, this::read, RouteAccess.ANYONE);
    }

    private void read(Context context) {
        Answers.json(
                context,
                200,
                json -> {
                    json.writeStartObject();
                    json.writeName("addresses");
                    json.writeStartArray();
                    addresses.forEach(network -> json.writeString(network.toString()));
                    json.writeEndArray();
                    json.writeEndObject();
                });
    }
}
