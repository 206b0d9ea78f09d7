package dev.hooklane.fanout;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.hooklane.endpoint.SecretCipher;
import dev.hooklane.event.AccountId;
import dev.hooklane.event.Event;
import dev.hooklane.event.EventReading;
import dev.hooklane.event.EventTypes;
import dev.hooklane.event.RejectReason;
import java.io.ByteArrayOutputStream;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Marks events of Hooklane's own types, in a way that only this installation can. Whoever else
 * publishes one, or copies its mark to another account or payload, has forged it. A mark is good
 * for as long as the keys hold the one that made it. Any thread may use it.
 */
public final class OwnMarks {
    /** The header with the mark. */
    static final String HEADER = "hooklane-own";

    private static final byte[] NOTHING = {};

    private final SecretCipher cipher;
    private final Optional<Instant> unmarkedUntil;

    /**
     * @param unmarkedUntil an event that Kafka got before that time needs no mark, as earlier
     *     releases made none
     */
    public OwnMarks(SecretCipher cipher, Optional<Instant> unmarkedUntil) {
        this.cipher = cipher;
        this.unmarkedUntil = unmarkedUntil;
    }

    /**
     * Returns the header with the mark of an event that Hooklane publishes; none if its type is not
     * one of Hooklane's own.
     */
    public Map<String, String> headers(AccountId account, Event event) {
        return EventTypes.isOwn(event.type())
                ? Map.of(HEADER, cipher.seal(bound(account, event), NOTHING))
                : Map.of();
    }

    /**
     * Returns why an event is a forgery; empty if it is none.
     *
     * @param headers of its record, by lower-case name
     * @param appendedAt when Kafka got it
     */
    public Optional<EventReading.Rejected> forgery(
            Map<String, String> headers, AccountId account, Event event, Instant appendedAt) {
        if (!EventTypes.isOwn(event.type())) {
            return Optional.empty();
        }
        String mark = headers.get(HEADER);
        if (mark == null ? mayBeUnmarked(appendedAt) : isGenuine(mark, account, event)) {
            return Optional.empty();
        }
        return Optional.of(
                new EventReading.Rejected(
                        RejectReason.FORGED,
                        "type %s is Hooklane's own, and the record has %s"
                                .formatted(
                                        event.type(),
                                        mark == null ? "no mark" : "a mark that is not genuine")));
    }

    private boolean mayBeUnmarked(Instant appendedAt) {
        return unmarkedUntil.filter(appendedAt::isBefore).isPresent();
    }

    private boolean isGenuine(@Nullable String mark, AccountId account, Event event) {
        try {
            return mark != null && cipher.open(bound(account, event), mark).length == 0;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    /** Returns the account and the payload, which has the id, the type and the data. */
    private static byte[] bound(AccountId account, Event event) {
        ByteArrayOutputStream bound = new ByteArrayOutputStream();
        // No account's id has a line break.
        bound.writeBytes((account.value() + "\n").getBytes(UTF_8));
        bound.writeBytes(event.payload().bytes());
        return bound.toByteArray();
    }
}
