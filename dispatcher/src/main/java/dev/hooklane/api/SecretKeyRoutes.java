package dev.hooklane.api;

import dev.hooklane.endpoint.EndpointDirectory;
import dev.hooklane.endpoint.EndpointId;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.util.List;
import java.util.Set;

/**
 * The key that encrypts endpoints' secrets in Kafka. Shows which key this instance uses and how
 * many endpoints are sealed with other keys, and seals those again.
 */
final class SecretKeyRoutes implements Routes {
    /** Keeps each call to a few seconds; a client calls again while any are left. */
    private static final int SEALED_PER_CALL = 500;

    private final EndpointDirectory directory;
    private final EndpointVersions versions;
    private final EndpointLog log;
    private final String primaryKey;

    SecretKeyRoutes(EndpointParts endpoints) {
        this.directory = endpoints.directory();
        this.versions = endpoints.versions();
        this.log = endpoints.log();
        this.primaryKey = endpoints.primarySecretKey();
    }

    @Override
    public void addTo(RoutesConfig routes) {
        routes.get("/v1/secrets-key", this::read, RouteAccess.OPERATE);
        routes.post("/v1/secrets-key/reseal", this::reseal, RouteAccess.OPERATE);
    }

    private void read(Context context) {
        Parameters.only(context, Set.of());
        int left = log.sealedByOtherKeys().size();
        Answers.json(
                context,
                200,
                json -> {
                    json.writeStartObject();
                    json.writeStringProperty("primary", primaryKey);
                    json.writeNumberProperty("sealedByOthers", left);
                    json.writeEndObject();
                });
    }

    private void reseal(Context context) {
        Parameters.only(context, Set.of());
        List<EndpointId> some = log.sealedByOtherKeys().stream().limit(SEALED_PER_CALL).toList();
        some.forEach(id ->
                versions.alone(
                        id,
                        replaced ->
                                directory
                                        .asWritten(id)
                                        .ifPresent(written -> log.put(written, replaced))));
        int left = log.sealedByOtherKeys().size();
        Answers.json(
                context,
                200,
                json -> {
                    json.writeStartObject();
                    json.writeNumberProperty("resealed", some.size());
                    json.writeNumberProperty("sealedByOthers", left);
                    json.writeEndObject();
                });
    }
}
