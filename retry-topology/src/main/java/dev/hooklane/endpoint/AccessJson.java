package dev.hooklane.endpoint;

import java.net.URI;
import java.time.Instant;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The server's demands among an endpoint's sealed credentials; omitted where there are none. */
final class AccessJson {
    private static final String AUTHORIZATION = "authorization";
    private static final String TLS = "tls";

    private AccessJson() {}

    static void write(ServerAccess access, ObjectNode credentials) {
        access.authorization().ifPresent(client -> write(client, credentials));
        access.tls().ifPresent(tls -> write(tls, credentials));
    }

    private static void write(OAuth2Client client, ObjectNode credentials) {
        ObjectNode json =
                credentials
                        .putObject(AUTHORIZATION)
                        .put("tokenUrl", client.tokenUrl().toString())
                        .put("clientId", client.clientId())
                        .put("clientSecret", client.clientSecret())
                        .put("method", client.method().wireName());
        client.scope().ifPresent(scope -> json.put("scope", scope));
        client.audience().ifPresent(audience -> json.put("audience", audience));
    }

    private static void write(EndpointTls tls, ObjectNode credentials) {
        ObjectNode json = credentials.putObject(TLS).put("expiresAt", tls.expiresAt().toString());
        tls.ca().ifPresent(ca -> json.put("ca", ca));
        tls.clientCertificate().ifPresent(pem -> json.put("clientCertificate", pem));
        tls.clientKey().ifPresent(pem -> json.put("clientKey", pem));
    }

    static ServerAccess read(JsonNode credentials) {
        return ServerAccess.of(
                Optional.ofNullable(credentials.get(AUTHORIZATION)).map(AccessJson::client),
                Optional.ofNullable(credentials.get(TLS)).map(AccessJson::tls));
    }

    private static OAuth2Client client(JsonNode json) {
        String method = json.required("method").asString();
        return new OAuth2Client(
                URI.create(json.required("tokenUrl").asString()),
                json.required("clientId").asString(),
                json.required("clientSecret").asString(),
                text(json, "scope"),
                text(json, "audience"),
                OAuth2Client.Method.ofWireName(method)
                        .orElseThrow(() ->
                                new IllegalArgumentException(
                                        "authorization has the method '%s', which this release does not know"
                                                .formatted(method))));
    }

    private static EndpointTls tls(JsonNode json) {
        return new EndpointTls(
                text(json, "ca"),
                text(json, "clientCertificate"),
                text(json, "clientKey"),
                Instant.parse(json.required("expiresAt").asString()));
    }

    private static Optional<String> text(JsonNode json, String name) {
        return Optional.ofNullable(json.get(name)).map(JsonNode::asString);
    }
}
