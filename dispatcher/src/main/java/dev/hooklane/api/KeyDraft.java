package dev.hooklane.api;

import dev.hooklane.access.ApiKey;
import dev.hooklane.access.ApiKeyId;
import dev.hooklane.access.KeyRole;
import dev.hooklane.event.AccountId;
import dev.hooklane.event.VisibleText;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.random.RandomGenerator;

/** The checked parts of a request for a key. */
record KeyDraft(
        String name, KeyRole role, Optional<AccountId> account, Optional<Instant> expiresAt) {
    static final Set<String> FIELDS = new TreeSet<>(Set.of("name", "role", "account", "expiresAt"));
    private static final int NAME_MAX = 100;
    private static final Duration LONGEST = Duration.ofDays(3_650);

    /**
     * Reads the parts.
     *
     * @throws ProblemException for the first that breaks a rule
     */
    static KeyDraft read(JsonFields fields, Instant now) {
        return new KeyDraft(
                name(fields.required("name")),
                Problem.invalidUnless(
                        "role",
                        () -> KeyRole.ofWireName(VisibleText.excerpt(fields.required("role")))),
                account(fields),
                fields.text("expiresAt").map(text -> expiry(text, now)));
    }

    static Optional<AccountId> account(JsonFields fields) {
        return fields.text("account")
                .map(text -> Problem.invalidUnless("account", () -> new AccountId(text)));
    }

    /**
     * Makes the key.
     *
     * @throws ProblemException if its role and its account don't fit
     */
    ApiKey.Made made(ApiKeyId id, String createdBy, Instant now, RandomGenerator random) {
        return Problem.invalidUnless(
                "account",
                () -> ApiKey.make(id, name, role, account, createdBy, now, expiresAt, random));
    }

    /** Returns the name of a key or a portal link, if it may be one. */
    static String name(String text) {
        if (text.isBlank() || text.length() > NAME_MAX || !VisibleText.line(text).equals(text)) {
            throw Problem.invalid(
                    "name",
                    "name is not one line of 1 to %d characters, but has %d"
                            .formatted(NAME_MAX, text.length()));
        }
        return text;
    }

    private static Instant expiry(String text, Instant now) {
        Instant at = time(text);
        if (!at.isAfter(now) || at.isAfter(now.plus(LONGEST))) {
            throw Problem.invalid(
                    "expiresAt",
                    "expiresAt is %s; it has to be later than now and at most %d days ahead"
                            .formatted(at, LONGEST.toDays()));
        }
        return at;
    }

    static Instant time(String text) {
        try {
            return Instant.parse(text);
        } catch (DateTimeParseException e) {
            throw Problem.invalid(
                    "expiresAt",
                    "expiresAt '%s' is not a time such as 2027-01-31T00:00:00Z"
                            .formatted(VisibleText.excerpt(text)));
        }
    }
}
