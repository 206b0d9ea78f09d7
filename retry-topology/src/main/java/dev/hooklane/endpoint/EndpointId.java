package dev.hooklane.endpoint;

import java.util.random.RandomGenerator;

/**
 * The id of one endpoint: {@code ep_} and 16 characters (80 bits) of lower-case Crockford base32.
 */
public record EndpointId(String value) {
    public static final String PREFIX = "ep_";

    /** How many characters follow the prefix. */
    public static final int CODE_LENGTH = 16;

    static final String ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz";

    public EndpointId {
        if (!value.startsWith(PREFIX)
                || value.length() != PREFIX.length() + CODE_LENGTH
                || !isBase32(value, PREFIX.length())) {
            throw new IllegalArgumentException(
                    "endpoint id '%s' is not ep_ and 16 characters of 0-9 a-z without i, l, o, u"
                            .formatted(value));
        }
    }

    public static EndpointId random(RandomGenerator random) {
        StringBuilder id = new StringBuilder(PREFIX);
        for (int i = 0; i < CODE_LENGTH; i++) {
            id.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
        }
        return new EndpointId(id.toString());
    }

    /** Returns the 16 characters after the prefix; a delivery's id contains them too. */
    public String code() {
        return value.substring(PREFIX.length());
    }

    private static boolean isBase32(String text, int from) {
        for (int i = from; i < text.length(); i++) {
            if (ALPHABET.indexOf(text.charAt(i)) < 0) {
                return false;
            }
        }
        return true;
    }

    @Override
    public String toString() {
        return value;
    }
}
