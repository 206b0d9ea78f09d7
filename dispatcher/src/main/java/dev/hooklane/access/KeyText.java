package dev.hooklane.access;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A key as its holder has it: {@code hlk_}, the 16 characters of its id, {@code _}, and 43
 * characters of base64url (256 random bits). Only its hash is kept; a hash of that many random bits
 * needs neither salt nor stretching.
 */
public record KeyText(ApiKeyId id, String value) {
    /** Lets scanners for leaked secrets recognise a key. */
    static final String PREFIX = "hlk_";

    private static final int RANDOM_BYTES = 32;
    private static final Pattern FORM =
            Pattern.compile(PREFIX + "([0-9a-z]{" + ApiKeyId.CODE_LENGTH + "})_[A-Za-z0-9_-]{43}");

    static KeyText random(ApiKeyId id, RandomGenerator random) {
        byte[] bytes = new byte[RANDOM_BYTES];
        random.nextBytes(bytes);
        return new KeyText(
                id,
                PREFIX
                        + id.code()
                        + "_"
                        + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
    }

    /** Returns the text as a key; empty if it does not have a key's form. */
    static Optional<KeyText> parse(String text) {
        Matcher matcher = FORM.matcher(text);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        try {
            return Optional.of(new KeyText(new ApiKeyId(ApiKeyId.PREFIX + matcher.group(1)), text));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** Returns the part of a key that may be shown, so that its holder recognises it. */
    static String shown(ApiKeyId id) {
        return PREFIX + id.code() + "_…";
    }

    static byte[] hash(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every JDK has SHA-256", e);
        }
    }

    @Override
    public String toString() {
        return shown(id);
    }
}
