package dev.hooklane.erasure;

import java.util.random.RandomGenerator;
import java.util.regex.Pattern;

/**
 * The id of one erasure: {@code ers_} and 16 characters (80 bits) of lower-case Crockford base32.
 */
public record ErasureId(String value) {
    private static final String PREFIX = "ers_";
    private static final int CODE_LENGTH = 16;
    private static final String ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz";
    private static final Pattern FORM =
            Pattern.compile(PREFIX + "[" + ALPHABET + "]{" + CODE_LENGTH + "}");

    public ErasureId {
        if (!FORM.matcher(value).matches()) {
            throw new IllegalArgumentException(
                    "erasure id '%s' is not ers_ and 16 characters of 0-9 a-z without i, l, o, u"
                            .formatted(value));
        }
    }

    public static ErasureId random(RandomGenerator random) {
        StringBuilder id = new StringBuilder(PREFIX);
        for (int i = 0; i < CODE_LENGTH; i++) {
            id.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
        }
        return new ErasureId(id.toString());
    }

    @Override
    public String toString() {
        return value;
    }
}
