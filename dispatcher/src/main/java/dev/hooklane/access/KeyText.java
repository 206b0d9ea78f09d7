package dev.hooklane.access;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.CRC32;

/**
 * A key as its holder has it: {@code hlk_}, the 16 characters of its id, {@code _}, 43 characters
 * of base64url (256 random bits), and a checksum, so that scanners for leaked keys take nothing
 * else for one. Only its hash is kept; a hash of that many random bits needs neither salt nor
 * stretching.
 */
public record KeyText(ApiKeyId id, String value) {
    /** Lets scanners for leaked secrets recognise a key. */
    static final String PREFIX = "hlk_";

    private static final int RANDOM_BYTES = 32;
    private static final int CHECKSUM_LENGTH = 6;
    private static final String BASE62 =
            "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    private static final Pattern FORM =
            Pattern.compile(
                    PREFIX
                            + "([0-9a-z]{"
                            + ApiKeyId.CODE_LENGTH
                            + "})_[A-Za-z0-9_-]{43}([0-9A-Za-z]{6})?");

    static KeyText random(ApiKeyId id, RandomGenerator random) {
        byte[] bytes = new byte[RANDOM_BYTES];
        random.nextBytes(bytes);
        String text =
                PREFIX
                        + id.code()
                        + "_"
                        + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
        return new KeyText(id, text + checksum(text));
    }

    /**
     * Reports whether the text has the form of a key, but not its checksum. Keys of earlier
     * releases have none, and are never mistyped.
     */
    static boolean isMistyped(String text) {
        Matcher matcher = FORM.matcher(text);
        return matcher.matches()
                && matcher.group(2) != null
                && !checksum(text.substring(0, matcher.start(2))).equals(matcher.group(2));
    }

    /** Returns the CRC-32 of the text in base62, six digits, as GitHub's tokens have it. */
    private static String checksum(String text) {
        CRC32 crc = new CRC32();
        crc.update(text.getBytes(UTF_8));
        char[] digits = new char[CHECKSUM_LENGTH];
        long rest = crc.getValue();
        for (int i = digits.length - 1; i >= 0; i--) {
            digits[i] = BASE62.charAt((int) (rest % BASE62.length()));
            rest /= BASE62.length();
        }
        return new String(digits);
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
