package dev.hooklane.console.endpoint;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * The forms for what an endpoint's server asks of clients. Secrets are never in it.
 *
 * @param path of the endpoint's page
 * @param version that the forms were filled with
 * @param problems what is wrong with a field, by its name in the API; under an empty name, with
 *     either form
 */
public record AccessForm(
        String path,
        String version,
        Client client,
        Certificates certificates,
        Map<String, String> problems) {
    public AccessForm {
        problems = Map.copyOf(problems);
    }

    /**
     * An OAuth2 client.
     *
     * @param set whether the endpoint has one
     */
    public record Client(
            boolean set,
            String tokenUrl,
            String clientId,
            String scope,
            String audience,
            String method) {
        static Client of(JsonNode json) {
            return new Client(
                    json.isObject(),
                    json.path("tokenUrl").asString(""),
                    json.path("clientId").asString(""),
                    json.path("scope").asString(""),
                    json.path("audience").asString(""),
                    json.path("method").asString("client_secret_basic"));
        }
    }

    /**
     * Certificates. What the endpoint has is not readable; what was typed is.
     *
     * @param ca whether the endpoint has authorities of its own
     * @param client whether it has a client certificate
     * @param expires when the first of them expires; empty without any
     */
    public record Certificates(
            boolean ca,
            boolean client,
            Optional<Instant> expires,
            String typedCa,
            String typedCertificate) {
        static Certificates of(JsonNode json, String typedCa, String typedCertificate) {
            return new Certificates(
                    json.path("ca").isString(),
                    json.path("clientCertificate").isString(),
                    json.path("expiresAt").stringValueOpt().map(Instant::parse),
                    typedCa,
                    typedCertificate);
        }

        /** Reports whether the endpoint has any. */
        public boolean set() {
            return ca || client;
        }
    }

    static AccessForm of(String path, String version, JsonNode json) {
        return new AccessForm(
                path,
                version,
                Client.of(json.path("authorization")),
                Certificates.of(json.path("tls"), "", ""),
                Map.of());
    }

    public String problem(String field) {
        return problems.getOrDefault(field, "");
    }
}
