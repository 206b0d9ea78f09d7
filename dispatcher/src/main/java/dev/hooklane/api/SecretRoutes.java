package dev.hooklane.api;

import dev.hooklane.endpoint.Endpoint;
import dev.hooklane.endpoint.EndpointSecret;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.random.RandomGenerator;

/** Replaces an endpoint's signing secret; the old one stays valid for a while. */
final class SecretRoutes implements Routes {
    private final Rotation rotation;
    private final RandomGenerator random;

    SecretRoutes(EndpointParts endpoints, InstantSource clock, RandomGenerator random) {
        this.rotation = new Rotation(endpoints, clock);
        this.random = random;
    }

    @Override
    public void addTo(RoutesConfig routes) {
        routes.post("/v1/endpoints/{id}/secret/rotate", this::rotate, RouteAccess.SECRETS);
    }

    private void rotate(Context context) throws IOException {
        rotation.rotate(
                context,
                "secret",
                this::rotated,
                after -> {
                    context.header("Cache-Control", "no-store");
                    Answers.json(context, 200, json -> EndpointJson.writeWithSecret(after, json));
                });
    }

    private Endpoint rotated(Endpoint before, Duration overlap, Instant updatedAt) {
        return before.withSecrets(
                rotation.rotated(
                        before,
                        "secrets",
                        before.secrets(),
                        time -> EndpointSecret.random(random, time),
                        overlap),
                updatedAt);
    }
}
