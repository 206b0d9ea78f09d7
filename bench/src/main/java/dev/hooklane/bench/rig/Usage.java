package dev.hooklane.bench.rig;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What a rig has used until a moment.
 *
 * @param product CPU time of what is measured
 * @param others CPU time of each other process
 * @param requests that wrote or read records at the broker
 */
record Usage(long atNanos, Duration product, Map<String, Duration> others, long requests) {
    Usage {
        others = Map.copyOf(others);
    }

    /** Returns what was used since then. */
    Usage since(Usage before) {
        Map<String, Duration> used = new LinkedHashMap<>();
        others.forEach((name, time) ->
                used.put(name, time.minus(before.others.getOrDefault(name, Duration.ZERO))));
        return new Usage(
                atNanos - before.atNanos,
                product.minus(before.product),
                used,
                requests - before.requests);
    }

    /** Returns the CPU time of all processes, in seconds. */
    double seconds() {
        return others.values().stream().reduce(product, Duration::plus).toNanos() / 1e9;
    }
}
