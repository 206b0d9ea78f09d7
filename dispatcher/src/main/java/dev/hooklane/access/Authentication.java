package dev.hooklane.access;

import java.time.Duration;
import java.util.Optional;

/** The result of checking an {@code Authorization} header. */
public sealed interface Authentication {
    /** It holds a valid key. */
    record Known(Caller caller) implements Authentication {}

    /**
     * It holds no valid key.
     *
     * @param detail why, in words for its sender
     */
    record Unknown(String detail) implements Authentication {}

    /**
     * It tells of a sign-in that the console refused.
     *
     * @param user the person, if the provider named one
     */
    record Refused(Optional<UserPasses.Named> user, String detail) implements Authentication {}

    /**
     * It holds a portal link, or the session of one, that lets nobody in.
     *
     * @param detail why, in words for its sender
     */
    record Ended(LinkEnd end, String detail) implements Authentication {}

    /** It holds no valid key, and too many before it were wrong. */
    record Limited(Duration retryAfter) implements Authentication {}
}
