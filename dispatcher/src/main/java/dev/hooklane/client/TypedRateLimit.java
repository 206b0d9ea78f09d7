package dev.hooklane.client;

import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/**
 * A rate limit as a person types it: two numbers. The API checks that they are in range.
 *
 * @param perSecond how many requests a second
 * @param burst how many at once
 */
public record TypedRateLimit(double perSecond, int burst) {
    private static final String PER_SECOND_FORM = "[0-9]{1,9}(\\.[0-9]{1,9})?";
    private static final String BURST_FORM = "[0-9]{1,9}";

    /** Returns the rate limit; empty if one of them is not such a number. */
    public static Optional<TypedRateLimit> parse(String perSecond, String burst) {
        return perSecond.matches(PER_SECOND_FORM) && burst.matches(BURST_FORM)
                ? Optional.of(
                        new TypedRateLimit(Double.parseDouble(perSecond), Integer.parseInt(burst)))
                : Optional.empty();
    }

    /** Adds the rate limit to the body of a request that creates or changes an endpoint. */
    public void addTo(ObjectNode body) {
        body.putObject("rateLimit").put("perSecond", perSecond).put("burst", burst);
    }
}
