package dev.hooklane.http;

import java.io.IOException;
import okhttp3.internal.http2.ConnectionShutdownException;
import okhttp3.internal.http2.ErrorCode;
import okhttp3.internal.http2.StreamResetException;

/**
 * Recognises failures that show that the server has not acted on the request. Over HTTP/1 it closed
 * a pooled connection before it read the request. Over HTTP/2 it refused the stream, as it does
 * with all streams above the last one named in its GOAWAY, or it had sent GOAWAY before (RFC 9113,
 * 8.7).
 */
final class Unread {
    private Unread() {}

    /** Reports whether the connection was closed, or being shut down, before the request. */
    static boolean wasTooLate(IOException failure) {
        return failure instanceof StaleConnections.StaleConnectionException
                || failure instanceof ConnectionShutdownException;
    }

    /** Reports whether the server says that it has not processed the request. */
    static boolean wasRefused(IOException failure) {
        return failure instanceof StreamResetException reset
                && reset.errorCode == ErrorCode.REFUSED_STREAM;
    }
}
