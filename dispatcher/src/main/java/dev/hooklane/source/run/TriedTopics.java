package dev.hooklane.source.run;

import dev.hooklane.source.Source;
import dev.hooklane.source.progress.SourceProgress.LogIdentity;
import dev.hooklane.source.progress.TopicsThere;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;

/**
 * The topics that a trial reads: those that the source names, and of the first {@link
 * Source#TOPICS_MAX} by name that match its patterns those that may be read. Waits for the source's
 * cluster.
 */
record TriedTopics(Source source, TheirTopics theirs, OwnTopics own) {
    /**
     * Returns their partitions, and which log each is.
     *
     * @throws dev.hooklane.topic.KafkaUnavailableException if the cluster does not answer
     * @throws TopicsUnreadableException if a topic that is named is not there or may not be read,
     *     or if there is none
     */
    Map<TopicPartition, LogIdentity> partitions() {
        List<String> names = source.choice().names();
        TopicsThere named = theirs.lookFor(names);
        UnreadableTopics unreadable = UnreadableTopics.of(source.cluster(), names, named);
        if (!unreadable.isEmpty()) {
            throw new TopicsUnreadableException(unreadable.text());
        }
        Map<TopicPartition, LogIdentity> partitions = new HashMap<>(partitions(named));
        if (!source.choice().patterns().isEmpty()) {
            partitions.putAll(partitions(theirs.lookFor(matching())));
        }
        if (partitions.isEmpty()) {
            throw new TopicsUnreadableException(
                    "cluster %s has no topic that matches %s and that its user may read"
                            .formatted(source.cluster(), String.join(", ", source.topics())));
        }
        return partitions;
    }

    private List<String> matching() {
        return TopicWatch.matching(source, theirs.ids().keySet(), own).stream()
                .limit(Source.TOPICS_MAX)
                .toList();
    }

    private static Map<TopicPartition, LogIdentity> partitions(TopicsThere there) {
        Map<TopicPartition, LogIdentity> partitions = new HashMap<>();
        there.found()
                .forEach((topic, found) -> {
                    LogIdentity log = new LogIdentity(there.clusterId(), found.id());
                    for (int i = 0; found.readable() && i < found.partitions(); i++) {
                        partitions.put(new TopicPartition(topic, i), log);
                    }
                });
        return partitions;
    }
}
