package dev.hooklane.bench.measure;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

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
     */
    public record Round(
            double perSecond,
            long deliveries,
            long requests,
            double cpuMicros,
            double receiverCpuMicros) {
        private Map<String, Object> details() {
            Map<String, Object> details = new LinkedHashMap<>();
            details.put("perSecond", Math.round(perSecond));
            details.put("deliveries", deliveries);
            details.put("repeatedRequests", requests - deliveries);
            details.put("cpuMicrosPerRequest", Math.round(cpuMicros * 10) / 10.0);
            details.put("receiverCpuMicrosPerRequest", Math.round(receiverCpuMicros * 10) / 10.0);
            return details;
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
        return rounds.stream()
                .mapToDouble(Round::perSecond)
                .sorted()
                .skip((rounds.size() - 1) / 2)
                .findFirst()
                .orElseThrow();
    }

    public List<Map<String, Object>> details() {
        return rounds.stream().map(Round::details).toList();
    }
}
