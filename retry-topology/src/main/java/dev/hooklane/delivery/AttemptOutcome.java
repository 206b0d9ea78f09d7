package dev.hooklane.delivery;

import java.time.Duration;
import java.util.Optional;

/** What an endpoint made of one attempt: a value, never an exception. */
public sealed interface AttemptOutcome {
    /** How many bytes of a response body are read, and characters of it kept. */
    int RESPONSE_MAX = 16 * 1_024;

    /** A 2xx within the timeout. */
    record Success(int status, String response) implements AttemptOutcome {}

    /**
     * Any other status.
     *
     * @param retryAfter what the response asked for, on 429 and 503 only
     * @param response the beginning of the response's body, as text
     */
    record ErrorStatus(int status, Optional<Duration> retryAfter, String response)
            implements AttemptOutcome {}

    /**
     * No complete response.
     *
     * @param detail one line for the customer's engineer; never a stack trace
     */
    record NoResponse(ErrorKind kind, String detail) implements AttemptOutcome {}

    default boolean succeeded() {
        return this instanceof Success;
    }

    /** One word for logs and metrics: {@code success}, {@code status_500}'s class, or the kind. */
    default String label() {
        return switch (this) {
            case Success _ -> "success";
            case ErrorStatus(int status, _, _) -> label(status);
            case NoResponse(ErrorKind kind, _) -> kind.wireName();
        };
    }

    /** The same of a response by its status. */
    static String label(int status) {
        return status >= 200 && status < 300 ? "success" : "status_" + status / 100 + "xx";
    }
}
