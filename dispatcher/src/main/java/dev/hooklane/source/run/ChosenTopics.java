package dev.hooklane.source.run;

import dev.hooklane.source.Source;
import java.util.Collection;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Which topics of its cluster a source reads, and which are too much for it. Those that it names
 * come first, and then those that match a pattern, both by name. One that does not fit is left out,
 * and those behind it are read if they fit. Decides, and asks nobody.
 */
record ChosenTopics(NavigableSet<String> read, NavigableSet<String> leftOut) {
    /**
     * Returns those topics whose partitions have to be known: as many as a source may read at most.
     */
    static NavigableSet<String> candidates(Collection<String> named, Collection<String> matching) {
        NavigableSet<String> candidates = new TreeSet<>(named);
        candidates.addAll(
                matching.stream()
                        .filter(topic -> !named.contains(topic))
                        .sorted()
                        .limit(Source.TOPICS_READ_MAX - named.size())
                        .collect(Collectors.toSet()));
        return candidates;
    }

    /**
     * Chooses.
     *
     * @param partitions how many each candidate has; one that is not there has none
     * @param partitionsMax how many may be read
     */
    static ChosenTopics of(
            Collection<String> named,
            Collection<String> matching,
            Map<String, Integer> partitions,
            int partitionsMax) {
        NavigableSet<String> candidates = candidates(named, matching);
        ChosenTopics chosen = new ChosenTopics(new TreeSet<>(), new TreeSet<>(matching));
        int left = chosen.take(new TreeSet<>(named), partitions, partitionsMax);
        candidates.removeAll(named);
        chosen.take(candidates, partitions, left);
        return chosen;
    }

    /** Takes those that fit, and returns how many partitions still do. */
    private int take(NavigableSet<String> topics, Map<String, Integer> partitions, int fit) {
        int left = fit;
        for (String topic : topics) {
            int size = partitions.getOrDefault(topic, 0);
            if (size <= left) {
                left -= size;
                read.add(topic);
                leftOut.remove(topic);
            } else {
                leftOut.add(topic);
            }
        }
        return left;
    }

    /**
     * Returns in one line what is left out, and why; empty if nothing is.
     *
     * @param cluster its name in the configuration
     * @param partitionsMax how many partitions may be read
     */
    Optional<String> problem(String cluster, int partitionsMax) {
        return leftOut.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        "topics of cluster %s are left out, as a source reads %d topics and %d partitions at most: %s"
                                .formatted(
                                        cluster,
                                        Source.TOPICS_READ_MAX,
                                        partitionsMax,
                                        Few.of(leftOut)));
    }
}
