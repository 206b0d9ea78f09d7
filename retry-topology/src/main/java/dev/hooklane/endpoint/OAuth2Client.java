package dev.hooklane.endpoint;

import java.net.URI;
import java.util.Locale;
import java.util.Optional;

/**
 * A client of a token server, which gives it bearer tokens by the client credentials grant (<a
 * href="https://www.rfc-editor.org/rfc/rfc6749#section-4.4">RFC 6749, 4.4</a>).
 *
 * @param clientSecret sent to the token URL only
 * @param method how id and secret are sent
 */
public record OAuth2Client(
        URI tokenUrl,
        String clientId,
        String clientSecret,
        Optional<String> scope,
        Optional<String> audience,
        Method method) {

    public OAuth2Client {
        if (clientId.isEmpty() || clientSecret.isEmpty()) {
            throw new IllegalArgumentException("an OAuth2 client has an id and a secret");
        }
    }

    /** How a client proves who it is (RFC 6749, 2.3.1). */
    public enum Method {
        /** In the header {@code Authorization}. */
        CLIENT_SECRET_BASIC,
        /** In the body. */
        CLIENT_SECRET_POST;

        /** Returns the name in records and in the API. */
        public String wireName() {
            return name().toLowerCase(Locale.ROOT);
        }

        /** Returns the method with that name; empty if there is none. */
        public static Optional<Method> ofWireName(String name) {
            for (Method each : values()) {
                if (each.wireName().equals(name)) {
                    return Optional.of(each);
                }
            }
            return Optional.empty();
        }
    }

    @Override
    public String toString() {
        return "OAuth2Client[%s at %s, secret hidden]".formatted(clientId, tokenUrl.getHost());
    }
}
