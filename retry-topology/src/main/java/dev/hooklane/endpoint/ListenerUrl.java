package dev.hooklane.endpoint;

import java.net.URI;
import java.util.Optional;

/**
 * The URL of a listener: a temporary endpoint whose requests are handed to an open stream. It names
 * the instance that holds the stream, as {@code listen://host:port}. No URL that an account gives
 * has this scheme.
 */
public final class ListenerUrl {
    /** Shown instead: where the stream is held is the installation's business. */
    public static final URI SHOWN = URI.create("listen://hooklane");

    private static final String SCHEME = "listen";
    private static final String BEGIN = SCHEME + ":";

    private ListenerUrl() {}

    /**
     * Returns the URL of a listener.
     *
     * @param holder the {@code host:port} under which other instances know the one with the stream
     */
    public static URI of(String holder) {
        return URI.create(SCHEME + "://" + holder);
    }

    /** Returns the instance that holds the stream; empty for any other URL. */
    public static Optional<String> holder(URI url) {
        return is(url.toString()) ? Optional.ofNullable(url.getRawAuthority()) : Optional.empty();
    }

    static boolean is(String url) {
        return url.regionMatches(true, 0, BEGIN, 0, BEGIN.length());
    }
}
