package dev.hooklane.api;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.hooklane.event.AccountId;
import dev.hooklane.event.EventId;
import io.javalin.http.Context;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What a caller names a request by, so that sending it again does no harm.
 *
 * @param value 1 to 255 visible characters of ASCII
 */
record IdempotencyKey(String value) {
    static final String HEADER = "Idempotency-Key";
    private static final Pattern VISIBLE = Pattern.compile("[\\x21-\\x7e]{1,255}");

    /** So many hex digits of a hash: 128 bits. */
    private static final int ID_DIGITS = 32;

    /**
     * The request's, if it has one.
     *
     * @throws ProblemException if it is not as it has to be
     */
    static Optional<IdempotencyKey> of(Context context) {
        String value = context.header(HEADER);
        if (value == null) {
            return Optional.empty();
        }
        if (!VISIBLE.matcher(value).matches()) {
            throw Problem.badParameter(
                    HEADER,
                    "header %s has %d characters; it needs 1 to 255 visible ones of ASCII"
                            .formatted(HEADER, value.length()));
        }
        return Optional.of(new IdempotencyKey(value));
    }

    /** The id of the account's event that was published with this key and none of its own. */
    EventId eventId(AccountId account) {
        return eventId(account, "");
    }

    /** The id of one event of a batch, by its position. */
    EventId eventId(AccountId account, int position) {
        return eventId(account, "\n" + position);
    }

    /** Neither an account nor a key has a line feed in it. */
    private EventId eventId(AccountId account, String position) {
        String named = account.value() + "\n" + value + position;
        return new EventId("evt_" + Hashes.sha256(named.getBytes(UTF_8)).substring(0, ID_DIGITS));
    }
}
