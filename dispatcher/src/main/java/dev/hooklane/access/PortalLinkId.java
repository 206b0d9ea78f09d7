package dev.hooklane.access;

import dev.hooklane.event.VisibleText;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;

/** Names one portal link: {@code lnk_} and 16 characters of lower-case Crockford base32. */
public record PortalLinkId(String value) {
    private static final String PREFIX = "lnk_";
    private static final Pattern FORM = Pattern.compile(PREFIX + "[0-9a-hjkmnp-tv-z]{16}");

    public PortalLinkId {
        if (!FORM.matcher(value).matches()) {
            throw new IllegalArgumentException(
                    "id '%s' is not a portal link's, such as lnk_5b8wkq0z3t7mh2xv"
                            .formatted(VisibleText.excerpt(value)));
        }
    }

    /** Returns a new id, as random as a key's. */
    public static PortalLinkId random(RandomGenerator random) {
        return new PortalLinkId(PREFIX + ApiKeyId.random(random).code());
    }

    @Override
    public String toString() {
        return value;
    }
}
