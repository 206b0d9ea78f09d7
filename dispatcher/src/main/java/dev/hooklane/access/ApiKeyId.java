package dev.hooklane.access;

import java.util.random.RandomGenerator;
import java.util.regex.Pattern;

/** Names one key: {@code key_} and 16 characters (80 bits) of lower-case Crockford base32. */
public record ApiKeyId(String value) {
    static final String PREFIX = "key_";
    static final int CODE_LENGTH = 16;
    private static final String ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz";
    private static final Pattern FORM =
            Pattern.compile(PREFIX + "[" + ALPHABET + "]{" + CODE_LENGTH + "}");

    public ApiKeyId {
        if (!FORM.matcher(value).matches()) {
            throw new IllegalArgumentException(
                    "key id '%s' is not key_ and 16 characters of 0-9 a-z without i, l, o, u"
                            .formatted(value));
        }
    }

    public static ApiKeyId random(RandomGenerator random) {
        StringBuilder id = new StringBuilder(PREFIX);
        for (int i = 0; i < CODE_LENGTH; i++) {
            id.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
        }
        return new ApiKeyId(id.toString());
    }

    /** Returns the 16 characters after the prefix; the key's text carries them too. */
    String code() {
        return value.substring(PREFIX.length());
    }

    @Override
    public String toString() {
        return value;
    }
}
