package dev.hooklane.topic;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Compares the topics that exist with those that Hooklane needs. Settings that an operator may
 * choose, such as a longer retention, are no problem.
 */
final class TopicCheck {
    /** Settings whose value must be exactly the one with which Hooklane creates the topic. */
    private static final List<String> EXACT =
            List.of("cleanup.policy", "message.timestamp.type", "compression.type");

    private final Topics topics;
    private final TopicLayout layout;

    TopicCheck(Topics topics, TopicLayout layout) {
        this.topics = topics;
        this.layout = layout;
    }

    /** Returns one line for each problem; empty if Hooklane can run. */
    List<String> problems(FoundTopics found) {
        List<String> wrong = new ArrayList<>();
        for (TopicSpec spec : topics.specs()) {
            FoundTopic topic = found.get(spec.name());
            if (topic == null) {
                wrong.add("topic %s is missing".formatted(spec.name()));
            } else {
                wrong.addAll(wrongSettings(spec, topic));
            }
        }
        wrong.addAll(wrongPartitions(found));
        wrong.addAll(wrongStores(found));
        return wrong;
    }

    private List<String> wrongSettings(TopicSpec spec, FoundTopic topic) {
        Map<String, String> wanted = spec.config(layout);
        List<String> wrong = new ArrayList<>();
        for (String name : EXACT) {
            String needed = wanted.get(name);
            if (needed != null && !topic.has(name, needed)) {
                wrong.add(
                        "topic %s has %s=%s; it must be %s"
                                .formatted(spec.name(), name, topic.setting(name), needed));
            }
        }
        if (topic.number("max.message.bytes") < spec.maxMessageBytes()) {
            wrong.add(
                    "topic %s has max.message.bytes=%s; at least %d is needed"
                            .formatted(
                                    spec.name(),
                                    topic.setting("max.message.bytes"),
                                    spec.maxMessageBytes()));
        }
        long retentionMs = topic.number("retention.ms");
        if (spec.retention().isPresent() && retentionMs >= 0) {
            long neededMs = neededRetention(spec).toMillis();
            if (retentionMs < neededMs) {
                wrong.add(
                        "topic %s has retention.ms=%d, shorter than the %d ms that a record may wait here"
                                .formatted(spec.name(), retentionMs, neededMs));
            }
        }
        return wrong;
    }

    /**
     * The longest wait plus a day for an outage; with less, waiting records could be deleted
     * unread.
     */
    private static Duration neededRetention(TopicSpec spec) {
        return spec.longestWait().plusDays(1);
    }

    private List<String> wrongPartitions(FoundTopics found) {
        Map<Integer, List<String>> byCount =
                topics.specs().stream()
                        .filter(spec -> spec.coPartitioned() && found.get(spec.name()) != null)
                        .map(TopicSpec::name)
                        .collect(
                                Collectors.groupingBy(
                                        found::partitions, TreeMap::new, Collectors.toList()));
        if (byCount.size() <= 1) {
            return List.of();
        }
        return List.of(
                "these topics must have one partition count: "
                        + byCount.entrySet().stream()
                                .map(entry -> entry.getKey() + " in " + entry.getValue())
                                .collect(Collectors.joining(", ")));
    }

    /**
     * Kafka Streams requires that the fan-out's stores have as many partitions as the events topic.
     */
    private List<String> wrongStores(FoundTopics found) {
        return topics.ofFanOutStores().stream()
                .flatMap(name -> wrongStore(name, found).stream())
                .toList();
    }

    private Optional<String> wrongStore(String name, FoundTopics found) {
        int events = found.partitions(topics.events());
        int store = found.partitions(name);
        if (events == 0 || store == 0 || events == store) {
            return Optional.empty();
        }
        return Optional.of(
                "topic %s has %d partitions; it needs the %d that %s has%s"
                        .formatted(
                                name,
                                store,
                                events,
                                topics.events(),
                                store > events ? "; delete it and make it again" : ""));
    }
}
