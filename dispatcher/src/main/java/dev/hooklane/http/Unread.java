package dev.hooklane.http;

import java.io.IOException;
import okhttp3.internal.http2.ConnectionShutdownException;
import okhttp3.internal.http2.ErrorCode;
import okhttp3.internal.http2.StreamResetException;

/**
 * Which failures over HTTP/2 say that the server has not acted on the request: it refused the
 * stream, as it does with all above the last one of its GOAWAY, or had said goodbye before (RFC
 * 9113, 8.7).
 */
final class Unread {
    private Unread() {}

    /** The connection had said goodbye before the request began: not a byte of it was sent. */
    static boolean wasNotSent(IOException failure) {
        return failure instanceof ConnectionShutdownException;
    }

    /** The server tells that it has not looked at the request. */
    static boolean wasRefused(IOException failure) {
        return failure instanceof StreamResetException reset
                && reset.errorCode == ErrorCode.REFUSED_STREAM;
    }
}
