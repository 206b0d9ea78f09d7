package dev.hooklane.erasure;

import dev.hooklane.event.IdCode;
import java.util.random.RandomGenerator;

/**
 * The id of one erasure: {@code ers_} and 16 characters (80 bits) of lower-case Crockford base32.
 */
public record ErasureId(String value) {
    private static final String PREFIX = "ers_";
    private static final int CODE_LENGTH = 16;

    public ErasureId {
        IdCode.require("erasure", value, PREFIX, CODE_LENGTH);
    }

    public static ErasureId random(RandomGenerator random) {
        return new ErasureId(PREFIX + IdCode.random(random, CODE_LENGTH));
    }

    @Override
    public String toString() {
        return value;
    }
}
