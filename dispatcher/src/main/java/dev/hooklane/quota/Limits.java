package dev.hooklane.quota;

import java.util.EnumMap;
import java.util.Map;

/** A limit for each quota. */
public record Limits(Map<Quota, Long> all) {
    public Limits {
        for (Quota quota : Quota.values()) {
            if (!all.containsKey(quota)) {
                throw new IllegalArgumentException("no limit of " + quota.wireName());
            }
        }
        all = Map.copyOf(all);
    }

    /** Returns the limit of one quota. */
    public long of(Quota quota) {
        Long limit = all.get(quota);
        if (limit == null) {
            throw new IllegalStateException("no limit of " + quota.wireName());
        }
        return limit;
    }

    /** Returns these limits with others for some quotas. */
    Limits with(Map<Quota, Long> others) {
        Map<Quota, Long> changed = new EnumMap<>(all);
        changed.putAll(others);
        return new Limits(changed);
    }
}
