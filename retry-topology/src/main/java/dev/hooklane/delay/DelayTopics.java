package dev.hooklane.delay;

import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** All delay topics, and which of them a wait of any length goes to next. */
public final class DelayTopics {
    private final List<DelayTopic> longestFirst;

    public DelayTopics(List<DelayTopic> topics) {
        if (topics.isEmpty()) {
            throw new IllegalArgumentException("there is no delay topic");
        }
        longestFirst =
                topics.stream().sorted(Comparator.comparing(DelayTopic::delay).reversed()).toList();
    }

    public Optional<DelayTopic> named(String topic) {
        return longestFirst.stream().filter(delay -> delay.name().equals(topic)).findFirst();
    }

    /**
     * Where a delivery goes that may not be attempted for another while: the longest delay that
     * fits into it, or the shortest of all, whose end is then a little late but never early.
     */
    public DelayTopic fitting(Duration remaining) {
        return longestFirst.stream()
                .filter(topic -> topic.delay().compareTo(remaining) <= 0)
                .findFirst()
                .orElse(longestFirst.getLast());
    }
}
