package dev.hooklane.http;

import java.io.IOException;
import okhttp3.internal.http2.ConnectionShutdownException;
import okhttp3.internal.http2.ErrorCode;
import okhttp3.internal.http2.StreamResetException;

/**
 * Recognises HTTP/2 failures that show that the server has not acted on the request: it refused the
 * stream, as it does with all streams above the last one named in its GOAWAY, or it had sent GOAWAY
 * before (RFC 9113, 8.7).
 */
final class Unread {
    private Unread() {}

    /**
     * Reports whether the connection was being shut down before the request began, so that not a
     * byte was sent.
     */
    static boolean wasNotSent(IOException failure) {
        return failure instanceof ConnectionShutdownException;
    }

    /** Reports whether the server says that it has not processed the request. */
    static boolean wasRefused(IOException failure) {
        return failure instanceof StreamResetException reset
                && reset.errorCode == ErrorCode.REFUSED_STREAM;
    }
}
