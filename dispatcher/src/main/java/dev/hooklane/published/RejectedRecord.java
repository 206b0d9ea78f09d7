package dev.hooklane.published;

import dev.hooklane.delivery.SourceEvent.Origin;
import dev.hooklane.event.AccountId;
import java.time.Instant;
import java.util.Optional;

/**
 * The part of a rejected record that is shown.
 *
 * @param at its place on the rejected topic
 * @param reason in one word
 * @param detail in one line
 * @param key as text, if it is text
 * @param account its account, if that is known
 * @param bytes the size of the whole value, as it came
 * @param base64 the beginning of the value
 * @param text the same as text, if it is text
 * @param source the place of the record that it is a copy of, {@code topic:partition@offset}
 * @param cut what was not kept of it, if it was too large
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
        Optional<String> text,
        Optional<String> source,
        Optional<Cut> cut) {
    /** How many bytes of the value are shown. */
    public static final int SHOWN_MAX = 16 * 1_024;

    /**
     * How a record was cut.
     *
     * @param keptBytes how many bytes of its value were kept
     * @param sha256 the hash of its whole value, in hex
     * @param headersLeftOut how many more headers it had
     */
    public record Cut(int keptBytes, String sha256, int headersLeftOut) {}

    /** Leaves out the content, which may be a payload. */
    @Override
    public String toString() {
        return "RejectedRecord[%s, %s, %d bytes]".formatted(at, reason, bytes);
    }
}
