package dev.hooklane.source.progress;

import dev.hooklane.source.progress.SourceProgress.LogIdentity;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The answer of a cluster to the question which of some topics it has. A topic that it hides from
 * the user is neither found nor absent.
 *
 * @param clusterId the id of the cluster that answered
 * @param found the topics that it has, by name
 * @param absent the topics that it does not have
 */
public record TopicsThere(String clusterId, Map<String, Found> found, Set<String> absent) {
    /** No answer. */
    public static final TopicsThere UNKNOWN = new TopicsThere("", Map.of(), Set.of());

    public TopicsThere {
        found = Map.copyOf(found);
        absent = Set.copyOf(absent);
    }

    /**
     * A topic that is there.
     *
     * @param readable whether the user may read it; it is taken to be so if brokers don't say
     */
    public record Found(String id, int partitions, boolean readable) {}

    /** Returns how many partitions the topics have, by name. */
    public Map<String, Integer> partitions() {
        return found.entrySet().stream()
                .collect(
                        Collectors.toUnmodifiableMap(
                                Map.Entry::getKey, each -> each.getValue().partitions()));
    }

    /** Reports whether that log is on another cluster than the one that answered. */
    public boolean isOtherCluster(LogIdentity log) {
        return !equals(UNKNOWN) && !clusterId.equals(log.clusterId());
    }

    /** Reports whether the log of that partition is gone, as an id of a topic never returns. */
    boolean surelyLack(PartitionKey partition, LogIdentity log) {
        if (isOtherCluster(log)) {
            return false;
        }
        Found there = found.get(partition.topic());
        return there == null
                ? absent.contains(partition.topic())
                // Made anew, it begins with fewer partitions; the others are claimed as they are.
                : !there.id().equals(log.topicId()) && partition.partition() >= there.partitions();
    }
}
