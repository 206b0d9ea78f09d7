package dev.hooklane.published;

import dev.hooklane.delivery.SourceEvent.Origin;
import dev.hooklane.event.AccountId;
import java.time.Instant;
import java.util.Optional;

/**
 * A record that could not be accepted, as far as it is shown.
 *
 * @param at where on the rejected topic it stands
 * @param reason in one word
 * @param detail in one line
 * @param key as text, if it is text
 * @param account whose it is, if that can be told
 * @param bytes of the whole value
 * @param base64 its beginning
 * @param text the same as text, if it is text
 */
public record RejectedRecord(
        Origin at,
        Instant rejectedAt,
        String reason,
        String detail,
        Optional<String> key,
        Optional<AccountId> account,
        int bytes,
        String base64,
        Optional<String> text) {
    /** How many bytes of the value are shown. */
    public static final int SHOWN_MAX = 16 * 1_024;

    /** Leaves out what somebody wrote: it may be a payload. */
    @Override
    public String toString() {
        return "RejectedRecord[%s, %s, %d bytes]".formatted(at, reason, bytes);
    }
}
