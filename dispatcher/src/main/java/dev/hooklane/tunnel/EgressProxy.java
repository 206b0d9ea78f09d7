package dev.hooklane.tunnel;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.util.Base64;
import java.util.Optional;

/**
 * An HTTP proxy through which all deliveries leave.
 *
 * @param credentials {@code user:password}, if it asks for them
 */
public record EgressProxy(String host, int port, Optional<String> credentials) {
    private static final int DEFAULT_PORT = 3128;
    private static final int PORT_MAX = 65_535;

    /**
     * Reads {@code http://user:password@host:port}, with user and password percent-encoded.
     *
     * @throws IllegalArgumentException if the text has another form; the message does not show it
     */
    public static EgressProxy parse(String text) {
        URI uri;
        try {
            uri = new URI(text);
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException("is not a URL at character " + (e.getIndex() + 1));
        }
        if (!"http".equalsIgnoreCase(uri.getScheme())) {
            throw new IllegalArgumentException("does not start with http://");
        }
        if (uri.getHost() == null || uri.getHost().isEmpty()) {
            throw new IllegalArgumentException("has no host");
        }
        boolean bare = uri.getRawPath().isEmpty() || uri.getRawPath().equals("/");
        if (!bare || uri.getRawQuery() != null || uri.getRawFragment() != null) {
            throw new IllegalArgumentException("has something behind the port");
        }
        if (uri.getPort() == 0 || uri.getPort() > PORT_MAX) {
            throw new IllegalArgumentException(
                    "has the port %d; 1 to %d are allowed".formatted(uri.getPort(), PORT_MAX));
        }
        return new EgressProxy(
                uri.getHost().replaceAll("[\\[\\]]", ""),
                uri.getPort() < 0 ? DEFAULT_PORT : uri.getPort(),
                Optional.ofNullable(uri.getRawUserInfo()).map(EgressProxy::decoded));
    }

    private static String decoded(String userInfo) {
        // A plus sign is itself here, unlike in a form.
        String text = URLDecoder.decode(userInfo.replace("+", "%2B"), UTF_8);
        return text.indexOf(':') < 0 ? text + ":" : text;
    }

    Optional<String> authorization() {
        return credentials.map(
                text -> "Basic " + Base64.getEncoder().encodeToString(text.getBytes(UTF_8)));
    }

    /** Leaves out the credentials. */
    @Override
    public String toString() {
        return (host.indexOf(':') < 0 ? host : "[" + host + "]") + ":" + port;
    }
}
