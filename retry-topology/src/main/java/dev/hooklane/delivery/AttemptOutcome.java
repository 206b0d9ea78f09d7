package dev.hooklane.delivery;

import java.time.Duration;
import java.util.Optional;

/** The result of one attempt: a value, never an exception. */
public sealed interface AttemptOutcome {
    /** How many bytes of a response body are read, and how many characters of it are kept. */
    int RESPONSE_MAX = 16 * 1_024;

    /** A 2xx within the timeout. */
    record Success(int status, String response) implements AttemptOutcome {}

    /**
     * Any other status.
     *
     * @param retryAfter the wait that the response asked for, on 429 and 503 only
     * @param response the beginning of the response's body, as text
     */
    record ErrorStatus(int status, Optional<Duration> retryAfter, String response)
            implements AttemptOutcome {
        private static final int GONE = 410;

        /** Reports whether the endpoint wants nothing more. */
        public boolean isGone() {
            return status == GONE;
        }
    }

    /**
     * The attempt got no complete response.
     *
     * @param detail one line for the customer's engineer; never a stack trace
     */
    record NoResponse(ErrorKind kind, String detail) implements AttemptOutcome {}

    default boolean succeeded() {
        return this instanceof Success;
    }

    /**
     * Returns one word for logs and metrics: {@code success}, the class of a status such as {@code
     * status_5xx}, or the error kind.
     */
    default String label() {
        return switch (this) {
            case Success _ -> "success";
            case ErrorStatus(int status, _, _) -> label(status);
            case NoResponse(ErrorKind kind, _) -> kind.wireName();
        };
    }

    /** Returns the label of a response with this status. */
    static String label(int status) {
        return status >= 200 && status < 300 ? "success" : "status_" + status / 100 + "xx";
    }
}
