package dev.hooklane.api;

import dev.hooklane.endpoint.EndpointTls;
import dev.hooklane.endpoint.OAuth2Client;
import dev.hooklane.endpoint.ServerAccess;
import java.util.Optional;
import tools.jackson.core.JsonGenerator;

/** What an endpoint's server asks of clients, as the API shows it: without secrets. */
final class ShownAccess {
    private ShownAccess() {}

    /** Writes both parts; null where there is none. */
    static void write(ServerAccess access, JsonGenerator json) {
        json.writeName(AccessDraft.AUTHORIZATION);
        access.authorization().ifPresentOrElse(client -> write(client, json), json::writeNull);
        json.writeName(AccessDraft.TLS);
        access.tls().ifPresentOrElse(tls -> write(tls, json), json::writeNull);
    }

    private static void write(OAuth2Client client, JsonGenerator json) {
        json.writeStartObject();
        json.writeStringProperty(AuthorizationDraft.TYPE, AuthorizationDraft.OAUTH2);
        json.writeStringProperty(AuthorizationDraft.TOKEN_URL, client.tokenUrl().toString());
        json.writeStringProperty(AuthorizationDraft.CLIENT_ID, client.clientId());
        json.writeStringProperty(AuthorizationDraft.CLIENT_SECRET, EndpointJson.HIDDEN);
        json.writeStringProperty(AuthorizationDraft.SCOPE, client.scope().orElse(null));
        json.writeStringProperty(AuthorizationDraft.AUDIENCE, client.audience().orElse(null));
        json.writeStringProperty(AuthorizationDraft.METHOD, client.method().wireName());
        json.writeEndObject();
    }

    private static void write(EndpointTls tls, JsonGenerator json) {
        json.writeStartObject();
        writeSet(AccessDraft.CA, tls.ca(), json);
        writeSet(AccessDraft.CLIENT_CERTIFICATE, tls.clientCertificate(), json);
        writeSet(AccessDraft.CLIENT_KEY, tls.clientKey(), json);
        json.writeStringProperty("expiresAt", tls.expiresAt().toString());
        json.writeEndObject();
    }

    private static void writeSet(String name, Optional<String> value, JsonGenerator json) {
        json.writeStringProperty(name, value.map(_ -> EndpointJson.HIDDEN).orElse(null));
    }
}
