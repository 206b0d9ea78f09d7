package dev.hooklane.e2e.receiver;

import java.time.Duration;
import java.util.Map;

/**
 * A receiver's reply to one request.
 *
 * @param status for the ledger; 0 if no complete answer is sent
 * @param raw the bytes to write
 * @param before how long to wait first
 * @param drip how long to wait before each byte
 * @param end what happens to the connection
 */
public record Reply(int status, String raw, Duration before, Duration drip, End end) {
    public static final Reply OK = status(200);

    /** Longer than any timeout. */
    private static final Duration FOREVER = Duration.ofMinutes(5);

    /** What happens to the connection after a reply. */
    public enum End {
        KEEP,
        CLOSE,
        RESET
    }

    /**
     * Reports whether its time says when the attempt was over. An answer that is late and not
     * complete doesn't: the sender may have given up long before.
     */
    boolean endsAttempt() {
        return status != 0 || before.isZero();
    }

    private static Reply keep(int status, String raw) {
        return new Reply(status, raw, Duration.ZERO, Duration.ZERO, End.KEEP);
    }

    public static Reply status(int status) {
        return status(status, Map.of());
    }

    public static Reply status(int status, Map<String, String> headers) {
        StringBuilder raw = new StringBuilder("HTTP/1.1 %d Told\r\n".formatted(status));
        headers.forEach((name, value) -> raw.append("%s: %s\r\n".formatted(name, value)));
        return keep(status, raw.append("Content-Length: 2\r\n\r\nok").toString());
    }

    public Reply after(Duration wait) {
        return new Reply(status, raw, wait, drip, end);
    }

    /** Never answers. */
    public static Reply hang() {
        return new Reply(0, "", FOREVER, Duration.ZERO, End.RESET);
    }

    /** Resets the connection instead of answering. */
    public static Reply reset() {
        return new Reply(0, "", Duration.ZERO, Duration.ZERO, End.RESET);
    }

    /** Starts an answer and never finishes it. */
    public static Reply cutShort() {
        return new Reply(
                0,
                "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nhalf",
                Duration.ZERO,
                Duration.ZERO,
                End.RESET);
    }

    /** Sends a complete answer, one byte at a time. */
    public static Reply dripping(Duration pause) {
        return new Reply(OK.status, OK.raw, Duration.ZERO, pause, End.KEEP);
    }

    /** Sends an answer without a length, which ends with the connection, as before HTTP/1.1. */
    public static Reply oldHttp() {
        return new Reply(200, "HTTP/1.0 200 OK\r\n\r\nok", Duration.ZERO, Duration.ZERO, End.CLOSE);
    }

    /** Sends two informational answers before the real one. */
    public static Reply earlyHints() {
        return keep(
                200,
                "HTTP/1.1 103 Early Hints\r\nLink: </a.css>\r\n\r\nHTTP/1.1 103 Early Hints\r\n\r\n"
                        + OK.raw);
    }

    /** Sends a body with a status that must not have one. */
    public static Reply bodyAfterNoContent() {
        return keep(204, "HTTP/1.1 204 No Content\r\n\r\nunwanted");
    }

    /** Sends the answer to this request and, unasked, one to the next. */
    public static Reply twice() {
        return keep(200, OK.raw + OK.raw);
    }

    /** Answers and closes the connection without announcing it. */
    public static Reply closing() {
        return new Reply(200, OK.raw, Duration.ZERO, Duration.ZERO, End.CLOSE);
    }
}
