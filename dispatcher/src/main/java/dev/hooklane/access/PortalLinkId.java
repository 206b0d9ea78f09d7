package dev.hooklane.access;

import java.util.random.RandomGenerator;

/** Names one portal link: {@code lnk_} and 16 characters of lower-case Crockford base32. */
public record PortalLinkId(String value) {
    private static final String PREFIX = "lnk_";

    /** Returns a new id, as random as a key's. */
    public static PortalLinkId random(RandomGenerator random) {
        return new PortalLinkId(PREFIX + ApiKeyId.random(random).code());
    }

    @Override
    public String toString() {
        return value;
    }
}
