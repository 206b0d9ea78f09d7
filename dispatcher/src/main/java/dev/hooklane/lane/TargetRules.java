package dev.hooklane.lane;

import dev.hooklane.thirdparty.TargetLimits;
import java.net.URI;
import java.util.Optional;
import java.util.function.Function;

/**
 * What one third party gets from all lanes together.
 *
 * @param name returns the third party that a URL's requests go to; empty for one without limits
 */
public record TargetRules(TargetLimits limits, Function<URI, Optional<String>> name) {
    /** No limits. */
    public static final TargetRules NONE =
            new TargetRules(TargetLimits.NONE, _ -> Optional.empty());
}
