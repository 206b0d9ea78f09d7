package dev.hooklane.delay;

import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** All delay topics, and which of them a wait of any length goes to next. */
public final class DelayTopics {
    private final List<DelayTopic> longestFirst;
    private final List<DelayTopic> readOnly;

    public DelayTopics(List<DelayTopic> topics) {
        this(topics, List.of());
    }

    /**
     * @param readOnly which no wait goes to any more
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
     * The delay nearest to a wait that needs no exact end: the shortest that covers it and is at
     * most twice as long, else the longest that fits into it, or the shortest of all.
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
