package dev.hooklane.replay;

import dev.hooklane.event.IdCode;
import java.util.random.RandomGenerator;

/**
 * The id of one replay: {@code rpl_} and 16 characters (80 bits) of lower-case Crockford base32.
 */
public record ReplayId(String value) {
    private static final String PREFIX = "rpl_";
    private static final int CODE_LENGTH = 16;

    public ReplayId {
        IdCode.require("replay", value, PREFIX, CODE_LENGTH);
    }

    public static ReplayId random(RandomGenerator random) {
        return new ReplayId(PREFIX + IdCode.random(random, CODE_LENGTH));
    }

    @Override
    public String toString() {
        return value;
    }
}
