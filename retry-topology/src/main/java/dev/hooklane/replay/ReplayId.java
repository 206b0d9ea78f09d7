package dev.hooklane.replay;

import java.util.random.RandomGenerator;
import java.util.regex.Pattern;

/**
 * The id of one replay: {@code rpl_} and 16 characters (80 bits) of lower-case Crockford base32.
 */
public record ReplayId(String value) {
    private static final String PREFIX = "rpl_";
    private static final int CODE_LENGTH = 16;
    private static final String ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz";
    private static final Pattern FORM =
            Pattern.compile(PREFIX + "[" + ALPHABET + "]{" + CODE_LENGTH + "}");

    public ReplayId {
        if (!FORM.matcher(value).matches()) {
            throw new IllegalArgumentException(
                    "replay id '%s' is not rpl_ and 16 characters of 0-9 a-z without i, l, o, u"
                            .formatted(value));
        }
    }

    public static ReplayId random(RandomGenerator random) {
        StringBuilder id = new StringBuilder(PREFIX);
        for (int i = 0; i < CODE_LENGTH; i++) {
            id.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
        }
        return new ReplayId(id.toString());
    }

    @Override
    public String toString() {
        return value;
    }
}
