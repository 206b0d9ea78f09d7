package dev.hooklane.access;

import dev.hooklane.event.IdCode;
import java.util.random.RandomGenerator;

/** Names one key: {@code key_} and 16 characters (80 bits) of lower-case Crockford base32. */
public record ApiKeyId(String value) {
    public static final String PREFIX = "key_";
    public static final int CODE_LENGTH = 16;

    public ApiKeyId {
        IdCode.require("key", value, PREFIX, CODE_LENGTH);
    }

    public static ApiKeyId random(RandomGenerator random) {
        return new ApiKeyId(PREFIX + IdCode.random(random, CODE_LENGTH));
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
