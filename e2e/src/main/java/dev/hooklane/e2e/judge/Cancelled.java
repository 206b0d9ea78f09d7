package dev.hooklane.e2e.judge;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** A delivery is cancelled only with its endpoint. */
final class Cancelled implements Judge {
    @Override
    public String name() {
        return "cancelled";
    }

    @Override
    public String summary() {
        return "deliveries that were cancelled although their endpoint is there";
    }

    @Override
    public List<String> breaches(Evidence evidence) {
        Set<String> there =
                evidence.endpoints().stream()
                        .filter(endpoint -> endpoint.ending() != Endpoint.Ending.DELETED)
                        .map(Endpoint::id)
                        .collect(Collectors.toSet());
        return evidence.history().stream()
                .filter(record -> record.status().equals("cancelled"))
                .filter(record -> there.contains(record.endpoint()))
                .map(HistoryRecord::toString)
                .toList();
    }
}
