package dev.hooklane.access;

import dev.hooklane.event.AccountId;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * A key as it is kept: everything but its text.
 *
 * @param name by which people know it
 * @param account the only one it is for; always there for {@link KeyRole#ACCOUNT}, never for {@link
 *     KeyRole#OPERATOR} and {@link KeyRole#VIEWER}
 * @param hash SHA-256 of its text, in hex
 * @param createdBy the name of the caller that made it
 * @param expiresAt from then on it is not valid
 * @param revokedAt when it was revoked
 * @param owner whose manifest made it; empty if none did
 */
public record ApiKey(
        ApiKeyId id,
        String name,
        KeyRole role,
        Optional<AccountId> account,
        String hash,
        String createdBy,
        Instant createdAt,
        Optional<Instant> expiresAt,
        Optional<Instant> revokedAt,
        Optional<String> owner) {
    /** Enough time to make another key and hand it out. */
    static final Duration EXPIRING_WITHIN = Duration.ofDays(14);

    public ApiKey {
        if (role == KeyRole.ACCOUNT && account.isEmpty()) {
            throw new IllegalArgumentException("a key of role account needs an account");
        }
        if (role.seesAll() && account.isPresent()) {
            throw new IllegalArgumentException(
                    "a key of role %s is for all accounts".formatted(role.wireName()));
        }
    }

    /** A new key, and its text, which can't be shown later. */
    public record Made(ApiKey key, KeyText text) {}

    /** Makes a key. */
    public static Made make(
            String name,
            KeyRole role,
            Optional<AccountId> account,
            String createdBy,
            Instant now,
            Optional<Instant> expiresAt,
            RandomGenerator random) {
        return make(
                ApiKeyId.random(random), name, role, account, createdBy, now, expiresAt, random);
    }

    /** Makes a key of an id that no other key has. */
    public static Made make(
            ApiKeyId id,
            String name,
            KeyRole role,
            Optional<AccountId> account,
            String createdBy,
            Instant now,
            Optional<Instant> expiresAt,
            RandomGenerator random) {
        KeyText text = KeyText.random(id, random);
        return new Made(
                new ApiKey(
                        id,
                        name,
                        role,
                        account,
                        HexFormat.of().formatHex(KeyText.hash(text.value())),
                        createdBy,
                        now,
                        expiresAt,
                        Optional.empty(),
                        Optional.empty()),
                text);
    }

    /** Returns the same key, revoked; the first time counts. */
    public ApiKey revoked(Instant now) {
        return new ApiKey(
                id,
                name,
                role,
                account,
                hash,
                createdBy,
                createdAt,
                expiresAt,
                Optional.of(revokedAt.orElse(now)),
                owner);
    }

    /** Returns the same key, made by a manifest. */
    public ApiKey ofOwner(String newOwner) {
        return new ApiKey(
                id,
                name,
                role,
                account,
                hash,
                createdBy,
                createdAt,
                expiresAt,
                revokedAt,
                Optional.of(newOwner));
    }

    /** Returns the part of its text that may be shown. */
    public String shown() {
        return KeyText.shown(id);
    }

    boolean isOf(KeyText text) {
        return MessageDigest.isEqual(HexFormat.of().parseHex(hash), KeyText.hash(text.value()));
    }

    /**
     * Reports whether it is valid, expires within {@link #EXPIRING_WITHIN}, and was made for longer
     * than twice that, so that somebody will miss it.
     */
    public boolean isExpiring(Instant now) {
        return isValid(now)
                && expiresAt
                        .filter(at -> at.isBefore(now.plus(EXPIRING_WITHIN)))
                        .filter(at -> at.isAfter(createdAt.plus(EXPIRING_WITHIN.multipliedBy(2))))
                        .isPresent();
    }

    /** Reports whether it is valid now. */
    public boolean isValid(Instant now) {
        return revokedAt.isEmpty() && expiresAt.map(now::isBefore).orElse(true);
    }
}
