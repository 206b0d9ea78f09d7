package dev.hooklane.bench.measure;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/** The results of the rounds of one load. For one thread. */
public final class Rounds {
    private final List<Round> rounds = new ArrayList<>();

    /**
     * One round.
     *
     * @param deliveries the expected number
     * @param requests that arrived; more than deliveries if some were repeated
     * @param cpuMicros of this process, per request
     * @param receiverCpuMicros of the receiver's process, per request
     * @param threadMicros of each kind of this process's threads, per request; empty if unknown
     */
    public record Round(
            double perSecond,
            long deliveries,
            long requests,
            double cpuMicros,
            double receiverCpuMicros,
            Map<String, Double> threadMicros) {
        /** A round whose threads are not told apart. */
        public Round(
                double perSecond,
                long deliveries,
                long requests,
                double cpuMicros,
                double receiverCpuMicros) {
            this(perSecond, deliveries, requests, cpuMicros, receiverCpuMicros, Map.of());
        }

        private double productMicros() {
            return ThreadCpu.ofProduct(cpuMicros, threadMicros);
        }

        private Map<String, Object> details() {
            Map<String, Object> details = new LinkedHashMap<>();
            details.put("perSecond", Math.round(perSecond));
            details.put("deliveries", deliveries);
            details.put("repeatedRequests", requests - deliveries);
            details.put("cpuMicrosPerRequest", tenths(cpuMicros));
            details.put("receiverCpuMicrosPerRequest", tenths(receiverCpuMicros));
            if (!threadMicros.isEmpty()) {
                Map<String, Object> threads = new LinkedHashMap<>();
                threadMicros.forEach((kind, micros) -> {
                    if (tenths(micros) > 0) {
                        threads.put(kind, tenths(micros));
                    }
                });
                details.put("threadMicrosPerRequest", threads);
            }
            return details;
        }

        private static double tenths(double micros) {
            return Math.round(micros * 10) / 10.0;
        }
    }

    public void add(Round round) {
        rounds.add(round);
    }

    /** Returns the rate of the last round. */
    public double latest() {
        return rounds.getLast().perSecond();
    }

    /** Returns the median rate; for an even number of rounds, the lower of the two middle ones. */
    public double median() {
        return median(Round::perSecond);
    }

    /**
     * Returns the median of the CPU time per request that is neither broker's nor load's, in µs.
     */
    public double medianProductMicros() {
        return median(Round::productMicros);
    }

    private double median(ToDoubleFunction<Round> value) {
        return Medians.of(rounds, value);
    }

    public List<Map<String, Object>> details() {
        return rounds.stream().map(Round::details).toList();
    }
}
