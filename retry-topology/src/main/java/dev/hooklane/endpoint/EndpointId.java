package dev.hooklane.endpoint;

import dev.hooklane.event.IdCode;
import java.util.random.RandomGenerator;

/**
 * The id of one endpoint: {@code ep_} and 16 characters (80 bits) of lower-case Crockford base32.
 */
public record EndpointId(String value) {
    public static final String PREFIX = "ep_";

    /** How many characters follow the prefix. */
    public static final int CODE_LENGTH = 16;

    public EndpointId {
        IdCode.require("endpoint", value, PREFIX, CODE_LENGTH);
    }

    public static EndpointId random(RandomGenerator random) {
        return new EndpointId(PREFIX + IdCode.random(random, CODE_LENGTH));
    }

    /** Returns the 16 characters after the prefix; a delivery's id contains them too. */
    public String code() {
        return value.substring(PREFIX.length());
    }

    @Override
    public String toString() {
        return value;
    }
}
