package dev.hooklane.access;

import java.time.Duration;

/** What came of an {@code Authorization} header. */
public sealed interface Authentication {
    /** It holds a valid key. */
    record Known(Caller caller) implements Authentication {}

    /**
     * It holds none.
     *
     * @param detail why, in words for its sender
     */
    record Unknown(String detail) implements Authentication {}

    /** It was not looked at: too many before it were wrong. */
    record Limited(Duration retryAfter) implements Authentication {}
}
