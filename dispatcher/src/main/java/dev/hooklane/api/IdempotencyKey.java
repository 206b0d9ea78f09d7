package dev.hooklane.api;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.hooklane.event.AccountId;
import dev.hooklane.event.EventId;
import io.javalin.http.Context;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The caller's name for a request, which makes it safe to send the request again.
 *
 * @param value 1 to 255 visible ASCII characters
 */
record IdempotencyKey(String value) {
    static final String HEADER = "Idempotency-Key";
    private static final Pattern VISIBLE = Pattern.compile("[\\x21-\\x7e]{1,255}");

    /** The number of hex digits taken from a hash: 128 bits. */
    private static final int ID_DIGITS = 32;

    /**
     * Returns the request's key, if it has one.
     *
     * @throws ProblemException if it is malformed
     */
    static Optional<IdempotencyKey> of(Context context) {
        String value = context.header(HEADER);
        if (value == null) {
            return Optional.empty();
        }
        if (!VISIBLE.matcher(value).matches()) {
            throw Problem.badParameter(
                    HEADER,
                    "header %s has %d characters; 1 to 255 visible ASCII characters are allowed"
                            .formatted(HEADER, value.length()));
        }
        return Optional.of(new IdempotencyKey(value));
    }

    /**
     * Returns the id of an account's event that was published with this key and no id of its own.
     */
    EventId eventId(AccountId account) {
        return eventId(account, "");
    }

    /** Returns the id of one event of a batch, by its position. */
    EventId eventId(AccountId account, int position) {
        return eventId(account, "\n" + position);
    }

    /** Accounts and keys contain no line feeds, so the parts can't run together. */
    private EventId eventId(AccountId account, String position) {
        String named = account.value() + "\n" + value + position;
        return new EventId("evt_" + Hashes.sha256(named.getBytes(UTF_8)).substring(0, ID_DIGITS));
    }
}
