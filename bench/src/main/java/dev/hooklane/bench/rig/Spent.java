package dev.hooklane.bench.rig;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What some deliveries took.
 *
 * @param took until the last one arrived
 * @param used until all was recorded
 * @param threads of the product, with the time that they used
 */
public record Spent(
        long deliveries, Duration took, Occupancy occupancy, Usage used, ThreadTimes threads) {
    /** Returns deliveries a second. */
    public double perSecond() {
        return deliveries * 1e9 / took.toNanos();
    }

    /**
     * Returns the product's CPU time for each delivery in µs, without that of the compiler, which
     * ends, and without what the product uses at rest.
     *
     * @param atRest in cores
     */
    public double productMicros(double atRest) {
        return (productSeconds() - atRest * used.atNanos() / 1e9) * 1e6 / deliveries;
    }

    /** Returns how many cores the product used all the time, without the compiler. */
    public double productCores() {
        return productSeconds() * 1e9 / used.atNanos();
    }

    private double productSeconds() {
        return used.product().toNanos() / 1e9 - threads.compiler();
    }

    /** Returns the compiler's part of the product's CPU time. */
    double compiling() {
        return threads.compiler() * 1e9 / used.product().toNanos();
    }

    /**
     * Returns how many deliveries there were for each request that wrote or read records at the
     * broker.
     *
     * @param requestsAtRest a second
     */
    public double batch(double requestsAtRest) {
        return deliveries / Math.max(1, used.requests() - requestsAtRest * used.atNanos() / 1e9);
    }

    /** Returns the broker's requests a second. */
    public double requestsPerSecond() {
        return used.requests() * 1e9 / used.atNanos();
    }

    /** Returns all of it, for the run's file. */
    public Map<String, Object> details() {
        Map<String, Object> details = new LinkedHashMap<>();
        details.put("deliveries", deliveries);
        details.put("perSecond", Math.round(perSecond()));
        details.put("product.cpuSeconds", used.product().toNanos() / 1e9);
        details.put("product.compilerSeconds", threads.compiler());
        Map<String, Object> others = new LinkedHashMap<>();
        used.others().forEach((name, time) -> others.put(name, micros(time)));
        details.put("others.cpuMicros", others);
        details.put("brokerRequests", used.requests());
        details.put("occupancy.product", occupancy.product());
        details.put("occupancy.others", occupancy.others());
        details.put("occupancy.foreign", occupancy.foreign());
        details.put("occupancy.stolen", occupancy.stolen());
        return details;
    }

    private double micros(Duration time) {
        return Math.round(time.toNanos() / 1e2 / deliveries) / 10.0;
    }
}
