package dev.hooklane.api;

import dev.hooklane.endpoint.Endpoint;
import dev.hooklane.endpoint.EndpointDirectory;
import dev.hooklane.endpoint.SigningKey;
import dev.hooklane.problem.ProblemCode;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;
import tools.jackson.core.JsonGenerator;

/**
 * Replaces an endpoint's key pair, and publishes its public keys for whoever checks signatures. An
 * endpoint without key pairs is answered as if it did not exist.
 */
final class SigningKeyRoutes implements Routes {
    /** The path of the public keys; it needs no key of the API. */
    static final String PUBLIC = "/.well-known/webhook-keys/{id}";

    /** Less than the shortest overlap that is of use, so a cache rarely misses a new key. */
    private static final Duration CACHED = Duration.ofMinutes(5);

    private final EndpointDirectory directory;
    private final InstantSource clock;
    private final Rotation rotation;

    SigningKeyRoutes(EndpointParts endpoints, InstantSource clock) {
        this.directory = endpoints.directory();
        this.clock = clock;
        this.rotation = new Rotation(endpoints, clock);
    }

    @Override
    public void addTo(RoutesConfig routes) {
        routes.post("/v1/endpoints/{id}/signing-key/rotate", this::rotate, RouteAccess.MANAGE);
        routes.get(PUBLIC, this::publish);
    }

    private void rotate(Context context) throws IOException {
        rotation.rotate(
                context,
                "signingKey",
                this::rotated,
                after ->
                        Answers.json(
                                context,
                                200,
                                json -> EndpointJson.write(after, Optional.empty(), json)));
    }

    private Endpoint rotated(Endpoint before, Duration overlap, Instant updatedAt) {
        if (before.signingKeys().isEmpty()) {
            throw Problem.conflict(
                    ProblemCode.NO_SIGNING_KEY,
                    "endpoint %s has no signing key; its signature is hmac".formatted(before.id()));
        }
        return before.withSigningKeys(
                rotation.rotated(
                        before, "signing keys", before.signingKeys(), SigningKey::random, overlap),
                updatedAt);
    }

    private void publish(Context context) {
        Parameters.only(context, Set.of());
        Endpoint endpoint =
                directory
                        .find(Parameters.endpointId(context))
                        .filter(each -> !each.signingKeys().isEmpty())
                        .orElseThrow(() ->
                                Problem.notFound("there are no public keys under this address"));
        context.header("Cache-Control", "public, max-age=" + CACHED.toSeconds());
        Instant now = clock.instant();
        Answers.json(
                context,
                200,
                json -> {
                    json.writeStartObject();
                    json.writeName("keys");
                    json.writeStartArray();
                    endpoint.signingKeys().stream()
                            .filter(key -> key.validAt(now))
                            .forEach(key -> writeKey(key, json));
                    json.writeEndArray();
                    json.writeEndObject();
                });
    }

    /** Writes a JSON Web Key (RFC 8037) that has the text of Standard Webhooks too. */
    private static void writeKey(SigningKey key, JsonGenerator json) {
        json.writeStartObject();
        json.writeStringProperty("kty", "OKP");
        json.writeStringProperty("crv", "Ed25519");
        json.writeStringProperty("alg", "EdDSA");
        json.writeStringProperty("use", "sig");
        json.writeStringProperty("kid", key.id());
        json.writeStringProperty("x", key.coordinate());
        json.writeStringProperty("whpk", key.publicText());
        json.writeEndObject();
    }
}
