package dev.hooklane.access;

import dev.hooklane.event.IdCode;
import dev.hooklane.event.VisibleText;
import java.util.random.RandomGenerator;

/** Names one portal link: {@code lnk_} and 16 characters of lower-case Crockford base32. */
public record PortalLinkId(String value) {
    private static final String PREFIX = "lnk_";
    private static final int CODE_LENGTH = 16;

    public PortalLinkId {
        if (!IdCode.isIn(value, PREFIX, CODE_LENGTH)) {
            throw new IllegalArgumentException(
                    "id '%s' is not a portal link's, such as lnk_5b8wkq0z3t7mh2xv"
                            .formatted(VisibleText.excerpt(value)));
        }
    }

    public static PortalLinkId random(RandomGenerator random) {
        return new PortalLinkId(PREFIX + IdCode.random(random, CODE_LENGTH));
    }

    @Override
    public String toString() {
        return value;
    }
}
