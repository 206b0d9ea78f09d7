package dev.hooklane.source.run;

import dev.hooklane.source.progress.TopicsThere;
import dev.hooklane.source.run.SourceLag.Reading;
import java.util.Collection;
import java.util.Locale;
import java.util.Optional;

/**
 * Why some of a source is not read, or why it is not known how many records are left.
 *
 * @param text one line that names the cluster
 */
public record LagProblem(Kind kind, String text) {
    /** What kind of problem it is. */
    public enum Kind {
        /** The configuration of this instance does not have the cluster. */
        CLUSTER_UNKNOWN,
        /** The cluster does not answer as it should. */
        CLUSTER_SILENT,
        /** The cluster does not have a topic. */
        TOPICS_MISSING,
        /** The cluster hides a topic from its user. */
        TOPICS_HIDDEN,
        /** The cluster lets its user see a topic, and not read it. */
        TOPICS_UNREADABLE,
        /** Topics are not read, as they are too many or have too many partitions. */
        TOPICS_LEFT_OUT,
        /** The cluster is not the one that was read. */
        AWAITS_REWIND;

        /** Returns its name in the API. */
        public String code() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * Returns the gravest one, if there is any.
     *
     * @param cluster its name in the configuration
     * @param topics that the source names; one that only a pattern matched may vanish
     * @param there the cluster's answer
     */
    static Optional<LagProblem> of(
            String cluster,
            Collection<String> topics,
            TopicsThere there,
            Collection<Reading> readings) {
        long waiting = readings.stream().filter(Reading::awaitsRewind).count();
        if (waiting > 0) {
            return Optional.of(
                    new LagProblem(
                            Kind.AWAITS_REWIND,
                            "cluster %s is not the one that was read; partitions that wait until the source is rewound: %d"
                                    .formatted(cluster, waiting)));
        }
        UnreadableTopics unreadable = UnreadableTopics.of(cluster, topics, there);
        return kind(unreadable).map(kind -> new LagProblem(kind, unreadable.text()));
    }

    private static Optional<Kind> kind(UnreadableTopics topics) {
        if (topics.isEmpty()) {
            return Optional.empty();
        }
        if (!topics.missing().isEmpty()) {
            return Optional.of(Kind.TOPICS_MISSING);
        }
        return Optional.of(topics.hidden().isEmpty() ? Kind.TOPICS_UNREADABLE : Kind.TOPICS_HIDDEN);
    }
}
