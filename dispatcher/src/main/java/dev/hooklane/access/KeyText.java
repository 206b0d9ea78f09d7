package dev.hooklane.access;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Optional;
import java.util.random.RandomGenerator;
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
    private static final int CODE_START = PREFIX.length();
    private static final int RANDOM_START = CODE_START + ApiKeyId.CODE_LENGTH + 1;
    private static final int RANDOM_LENGTH = 43;
    private static final int CHECKSUM_START = RANDOM_START + RANDOM_LENGTH;

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
        return hasForm(text)
                && text.length() > CHECKSUM_START
                && !checksum(text.substring(0, CHECKSUM_START))
                        .equals(text.substring(CHECKSUM_START));
    }

    /** Looks at each character once: this is done several times for each request. */
    private static boolean hasForm(String text) {
        int length = text.length();
        if ((length != CHECKSUM_START && length != CHECKSUM_START + CHECKSUM_LENGTH)
                || !text.startsWith(PREFIX)
                || text.charAt(RANDOM_START - 1) != '_') {
            return false;
        }
        for (int i = CODE_START; i < length; i++) {
            char c = text.charAt(i);
            boolean ofCode = (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z');
            boolean ofChecksum = ofCode || (c >= 'A' && c <= 'Z');
            boolean fits =
                    i < RANDOM_START - 1
                            ? ofCode
                            : ofChecksum || (i < CHECKSUM_START && (c == '_' || c == '-'));
            if (!fits) {
                return false;
            }
        }
        return true;
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
        if (!hasForm(text)) {
            return Optional.empty();
        }
        try {
            String code = text.substring(CODE_START, RANDOM_START - 1);
            return Optional.of(new KeyText(new ApiKeyId(ApiKeyId.PREFIX + code), text));
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
