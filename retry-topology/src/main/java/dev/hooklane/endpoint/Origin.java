package dev.hooklane.endpoint;

import java.net.URI;
import java.util.Locale;

/**
 * Scheme, host and port of a URL, as {@code https://example.com:443}. What an account gives for one
 * origin, such as the values of headers, is not sent to another.
 */
public record Origin(String text) {
    private static final int HTTPS_PORT = 443;
    private static final int HTTP_PORT = 80;

    /** Returns the origin of a URL; two spellings of one host may be two origins. */
    public static Origin of(URI url) {
        String scheme = String.valueOf(url.getScheme()).toLowerCase(Locale.ROOT);
        if (url.getHost() == null) {
            return new Origin(
                    scheme
                            + "://"
                            + String.valueOf(url.getRawAuthority()).toLowerCase(Locale.ROOT));
        }
        int port = url.getPort();
        if (port < 0) {
            port = scheme.equals("https") ? HTTPS_PORT : HTTP_PORT;
        }
        return new Origin(
                "%s://%s:%d".formatted(scheme, url.getHost().toLowerCase(Locale.ROOT), port));
    }

    @Override
    public String toString() {
        return text;
    }
}
