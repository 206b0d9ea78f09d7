package dev.hooklane.api;

import dev.hooklane.endpoint.Endpoint;
import dev.hooklane.endpoint.EndpointState;
import tools.jackson.core.JsonGenerator;

/** Endpoints as the API shows them: without secrets, and without the values of their headers. */
final class EndpointJson {
    /** Stands for a header's value, which may be a credential. */
    private static final String HIDDEN = "(set)";

    private EndpointJson() {}

    static void write(Endpoint endpoint, JsonGenerator json) {
        json.writeStartObject();
        writeFields(endpoint, json);
        json.writeEndObject();
    }

    /** With the secret: only in the answer to the request that made it. */
    static void writeWithSecret(Endpoint endpoint, JsonGenerator json) {
        json.writeStartObject();
        writeFields(endpoint, json);
        json.writeStringProperty("secret", endpoint.secrets().getFirst().text());
        json.writeEndObject();
    }

    private static void writeFields(Endpoint endpoint, JsonGenerator json) {
        json.writeStringProperty("id", endpoint.id().value());
        json.writeStringProperty("account", endpoint.account().value());
        json.writeStringProperty("url", endpoint.url().toString());
        json.writeStringProperty("description", endpoint.description());
        json.writeName("eventTypes");
        json.writeStartArray();
        endpoint.eventTypes().patterns().forEach(json::writeString);
        json.writeEndArray();
        json.writeName("headers");
        json.writeStartObject();
        endpoint.headers().keySet().stream()
                .sorted()
                .forEach(name -> json.writeStringProperty(name, HIDDEN));
        json.writeEndObject();
        json.writeStringProperty("state", endpoint.state().name());
        if (endpoint.state() instanceof EndpointState.Disabled(String reason)) {
            json.writeStringProperty("disabledReason", reason);
        }
        json.writeStringProperty("createdAt", endpoint.createdAt().toString());
        json.writeStringProperty("updatedAt", endpoint.updatedAt().toString());
    }
}
