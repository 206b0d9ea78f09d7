package dev.hooklane.endpoint;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.hooklane.event.AccountId;
import dev.hooklane.owner.Managed;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * The parts of an endpoint in which customers put credentials: the URL, the headers with their
 * values, and what else the server asks for; and what manifests know of the endpoint, as that has
 * prints of these. They are sealed as one text, which is bound to account, endpoint and origin: as
 * another account's or endpoint's, or under another origin, it does not open.
 */
record EndpointCredentials(
        URI url, Map<String, String> headers, ServerAccess access, Managed managed) {
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final String PURPOSE = "hooklane endpoint url and headers 1";

    EndpointCredentials {
        headers = Map.copyOf(headers);
    }

    String seal(SecretCipher cipher, AccountId account, EndpointId id) {
        ObjectNode json = JSON.createObjectNode();
        json.put("url", url.toString());
        ObjectNode names = json.putObject("headers");
        // The same credentials are the same text each time.
        new TreeMap<>(headers).forEach(names::put);
        AccessJson.write(access, json);
        managed.write(json);
        return cipher.seal(bound(account, id, Origin.of(url)), JSON.writeValueAsBytes(json));
    }

    /**
     * Opens what {@link #seal} made.
     *
     * @throws IllegalArgumentException if no key opens it, or it is bound to something else
     */
    static EndpointCredentials open(
            SecretCipher cipher, AccountId account, EndpointId id, Origin origin, String sealed) {
        byte[] plain = cipher.open(bound(account, id, origin), sealed);
        try {
            return read(JSON.readTree(plain));
        } catch (JacksonException e) {
            throw new IllegalArgumentException(
                    "endpoint %s: its URL and headers are not readable".formatted(id), e);
        }
    }

    /** Reads them from an object with both in clear. */
    static EndpointCredentials read(JsonNode json) {
        Map<String, String> headers = new LinkedHashMap<>();
        json.required("headers")
                .properties()
                .forEach(entry -> headers.put(entry.getKey(), entry.getValue().asString()));
        return new EndpointCredentials(
                URI.create(json.required("url").asString()),
                headers,
                AccessJson.read(json),
                Managed.read(json));
    }

    private static byte[] bound(AccountId account, EndpointId id, Origin origin) {
        return String.join("\n", PURPOSE, account.value(), id.value(), origin.text())
                .getBytes(UTF_8);
    }

    @Override
    public String toString() {
        return "EndpointCredentials[%s, hidden]".formatted(Origin.of(url));
    }
}
