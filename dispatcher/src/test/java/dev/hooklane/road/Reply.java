package dev.hooklane.road;

import java.time.Duration;
import java.util.Map;

/**
 * What a receiver answers to one attempt.
 *
 * @param after how long it holds the answer back
 */
record Reply(int status, Map<String, String> headers, Duration after) {
    static final Reply OK = status(200);

    /** No answer at all, for longer than anybody waits. */
    static final Reply HANG = OK.after(Duration.ofHours(1));

    Reply {
        headers = Map.copyOf(headers);
    }

    static Reply status(int status) {
        return new Reply(status, Map.of(), Duration.ZERO);
    }

    Reply withHeader(String name, String value) {
        return new Reply(status, Map.of(name, value), after);
    }

    Reply after(Duration delay) {
        return new Reply(status, headers, delay);
    }

    boolean succeeds() {
        return status / 100 == 2;
    }
}
