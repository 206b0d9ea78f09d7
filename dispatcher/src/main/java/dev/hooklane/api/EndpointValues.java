package dev.hooklane.api;

import dev.hooklane.endpoint.Endpoint;
import dev.hooklane.endpoint.EndpointTls;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * The fields of an endpoint that can be chosen, with all their values, secret ones too. They are
 * compared with those that a manifest asks for, and never shown.
 */
final class EndpointValues {
    static final Set<String> FIELDS = EndpointDrafts.fieldsWith("state");

    /** What a field is that nobody chose. */
    static final JsonNode DEFAULTS =
            JsonMapper.shared()
                    .readTree(
                            """
                            {"description":"","filter":null,"headers":{},"authorization":null,"tls":null,"timeout":null,
                            "maxInFlight":null,"rateLimit":null,"ordered":false,"schedule":null,"signature":"hmac",
                            "state":"enabled"}
                            """);

    private static final Set<String> SECRET =
            Set.of("headers", AccessDraft.AUTHORIZATION, AccessDraft.TLS);

    private EndpointValues() {}

    static ObjectNode of(Endpoint endpoint) {
        ObjectNode values =
                (ObjectNode)
                        Answers.tree(json -> {
                            json.writeStartObject();
                            EndpointJson.writeChosen(endpoint, json);
                            json.writeEndObject();
                        });
        values.retain(FIELDS);
        ObjectNode headers = values.putObject("headers");
        new TreeMap<>(endpoint.headers()).forEach(headers::put);
        endpoint.access()
                .authorization()
                .ifPresent(client ->
                        ((ObjectNode) values.path(AccessDraft.AUTHORIZATION))
                                .put(AuthorizationDraft.CLIENT_SECRET, client.clientSecret()));
        endpoint.access().tls().ifPresent(tls -> put(tls, values.putObject(AccessDraft.TLS)));
        return values;
    }

    private static void put(EndpointTls tls, ObjectNode values) {
        put(AccessDraft.CA, tls.ca(), values);
        put(AccessDraft.CLIENT_CERTIFICATE, tls.clientCertificate(), values);
        put(AccessDraft.CLIENT_KEY, tls.clientKey(), values);
    }

    private static void put(String name, Optional<String> text, ObjectNode values) {
        values.put(name, text.orElse(null));
    }

    /** Returns a value as an operator may see it. */
    static String shown(String field, JsonNode value) {
        if (value.isNull() || value.isMissingNode()) {
            return "none";
        }
        boolean isSecret = SECRET.contains(field) && !value.isEmpty();
        return isSecret
                ? EndpointJson.HIDDEN
                : value.isString() ? value.asString() : value.toString();
    }
}
