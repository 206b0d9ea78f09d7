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
 * @param bytes of the whole value, as it came
 * @param base64 its beginning
 * @param text the same as text, if it is text
 * @param source where the record stands that it is a copy of, {@code topic:partition@offset}
 * @param cut what of it was not kept, if it was too large to be
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
     * @param keptBytes of its value
     * @param sha256 of its whole value, in hex
     * @param headersLeftOut how many it had besides
     */
    public record Cut(int keptBytes, String sha256, int headersLeftOut) {}

    /** Leaves out what somebody wrote: it may be a payload. */
    @Override
    public String toString() {
        return "RejectedRecord[%s, %s, %d bytes]".formatted(at, reason, bytes);
    }
}
