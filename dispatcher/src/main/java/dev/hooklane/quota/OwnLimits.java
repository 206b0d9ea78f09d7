package dev.hooklane.quota;

import dev.hooklane.owner.Managed;
import java.util.Map;

/**
 * What an operator has set for an account.
 *
 * @param limits those that differ from the installation's
 * @param managed what manifests know of them
 */
public record OwnLimits(Map<Quota, Long> limits, Managed managed) {
    /** Nothing is set. */
    static final OwnLimits NONE = new OwnLimits(Map.of(), Managed.NONE);

    public OwnLimits {
        limits = Map.copyOf(limits);
    }
}
