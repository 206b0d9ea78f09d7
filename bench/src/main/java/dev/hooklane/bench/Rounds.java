package dev.hooklane.bench;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What the rounds of one load came to. For one thread. */
final class Rounds {
    private final List<Round> rounds = new ArrayList<>();

    /**
     * One round.
     *
     * @param deliveries that were asked for
     * @param requests that came; more than deliveries if some came twice
     * @param cpuMicros of this process, for each request
     * @param receiverCpuMicros of the receiver's, for each request
     */
    record Round(
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

    void add(Round round) {
        rounds.add(round);
    }

    /** The rate of the last one. */
    double latest() {
        return rounds.getLast().perSecond();
    }

    /** The middle one by rate; of an even number the lower middle one. */
    double median() {
        return rounds.stream()
                .mapToDouble(Round::perSecond)
                .sorted()
                .skip((rounds.size() - 1) / 2)
                .findFirst()
                .orElseThrow();
    }

    List<Map<String, Object>> details() {
        return rounds.stream().map(Round::details).toList();
    }
}
