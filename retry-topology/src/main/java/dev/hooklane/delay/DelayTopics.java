package dev.hooklane.delay;

import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** All delay topics, and the choice of the next one for a wait of any length. */
public final class DelayTopics {
    private final List<DelayTopic> longestFirst;
    private final List<DelayTopic> readOnly;

    public DelayTopics(List<DelayTopic> topics) {
        this(topics, List.of());
    }

    /**
     * @param readOnly topics that are still read, but get no new waits
     */
    public DelayTopics(List<DelayTopic> topics, List<DelayTopic> readOnly) {
        this.readOnly = List.copyOf(readOnly);
        if (topics.isEmpty()) {
            throw new IllegalArgumentException("there is no delay topic");
        }
        longestFirst =
                topics.stream().sorted(Comparator.comparing(DelayTopic::delay).reversed()).toList();
    }

    public Optional<DelayTopic> named(String topic) {
        return Stream.concat(longestFirst.stream(), readOnly.stream())
                .filter(delay -> delay.name().equals(topic))
                .findFirst();
    }

    /**
     * Returns the delay topic nearest to a wait that need not end exactly. It is the shortest one
     * that covers the wait and is at most twice as long. If there is none, it is the longest one
     * that fits into the wait, or else the shortest of all.
     */
    public DelayTopic near(Duration wait) {
        DelayTopic nearest = longestFirst.getLast();
        for (DelayTopic topic : longestFirst.reversed()) {
            if (topic.delay().compareTo(wait.multipliedBy(2)) > 0) {
                break;
            }
            nearest = topic;
            if (topic.delay().compareTo(wait) >= 0) {
                break;
            }
        }
        return nearest;
    }

    /**
     * Returns the delay topic for a delivery that must not be attempted for the {@code remaining}
     * time. It is the longest delay that fits into that time, or else the shortest of all, which
     * ends a little late but never early.
     */
    public DelayTopic fitting(Duration remaining) {
        return longestFirst.stream()
                .filter(topic -> topic.delay().compareTo(remaining) <= 0)
                .findFirst()
                .orElse(longestFirst.getLast());
    }
}
