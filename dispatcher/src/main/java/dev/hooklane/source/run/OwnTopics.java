package dev.hooklane.source.run;

import dev.hooklane.source.Source;
import dev.hooklane.source.TopicPattern;
import dev.hooklane.topic.TopicSpec;
import dev.hooklane.topic.Topics;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The topics that no source may read, as what is published would be read again, for ever: those of
 * Hooklane itself. Any thread may ask.
 */
public final class OwnTopics {
    private final Topics topics;
    private final Set<String> names;

    /**
     * @param topics of Hooklane
     */
    public OwnTopics(Topics topics) {
        this.topics = topics;
        names =
                topics.specs().stream()
                        .map(TopicSpec::name)
                        .collect(Collectors.toUnmodifiableSet());
    }

    /**
     * Reports whether a topic of this name is Hooklane's. A delay topic of an earlier schedule is,
     * too.
     */
    boolean has(String topic) {
        return names.contains(topic) || topics.leftover(topic).isPresent();
    }

    /**
     * Returns why a source must not have this among its topics, if it must not. On another cluster,
     * a pattern may match the same names: topics of those names are left out there.
     *
     * @param cluster that of the source
     * @param topic a name or a pattern
     */
    public Optional<String> refusal(String cluster, String topic) {
        if (has(topic)) {
            return Optional.of(
                    "topic %s is Hooklane's own; a source that reads it would read what it publishes"
                            .formatted(topic));
        }
        if (!cluster.equals(Source.OWN_CLUSTER) || !TopicPattern.isPattern(topic)) {
            return Optional.empty();
        }
        return names.stream()
                .filter(new TopicPattern(topic)::matches)
                .sorted()
                .findFirst()
                .map(name ->
                        "pattern %s matches %s, which is Hooklane's own; a source that reads it would read what it publishes"
                                .formatted(topic, name));
    }

    /**
     * Refuses a source that reads one.
     *
     * @throws IllegalStateException with the topic's name
     */
    void refuse(Source source) {
        source.topics().stream()
                .flatMap(topic -> refusal(source.cluster(), topic).stream())
                .findFirst()
                .ifPresent(reason -> {
                    throw new IllegalStateException(reason);
                });
    }
}
