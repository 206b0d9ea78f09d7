package dev.hooklane.source.run;

import dev.hooklane.source.progress.TopicsThere;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.NavigableSet;
import java.util.TreeSet;

/**
 * Topics that a cluster was asked for and does not let its user read.
 *
 * @param cluster its name in the configuration
 * @param missing those that it does not have
 * @param hidden those that its user may not see
 * @param unreadable those that its user may see, and not read
 */
record UnreadableTopics(
        String cluster,
        NavigableSet<String> missing,
        NavigableSet<String> hidden,
        NavigableSet<String> unreadable) {
    /**
     * Returns those that were not found, and those that were and may not be read.
     *
     * @param wanted topics that should be there
     * @param there the cluster's answer
     */
    static UnreadableTopics of(String cluster, Collection<String> wanted, TopicsThere there) {
        NavigableSet<String> missing = new TreeSet<>();
        NavigableSet<String> hidden = new TreeSet<>(wanted);
        hidden.removeAll(there.found().keySet());
        hidden.removeIf(topic -> there.absent().contains(topic) && missing.add(topic));
        NavigableSet<String> unreadable = new TreeSet<>();
        there.found()
                .forEach((topic, found) -> {
                    if (!found.readable()) {
                        unreadable.add(topic);
                    }
                });
        return new UnreadableTopics(cluster, missing, hidden, unreadable);
    }

    boolean isEmpty() {
        return missing.isEmpty() && hidden.isEmpty() && unreadable.isEmpty();
    }

    /** Returns in one line which they are, and why. */
    String text() {
        List<String> texts = new ArrayList<>();
        if (!missing.isEmpty()) {
            texts.add("cluster %s has no topic %s".formatted(cluster, Few.of(missing)));
        }
        NavigableSet<String> refused = new TreeSet<>(hidden);
        refused.addAll(unreadable);
        if (!refused.isEmpty()) {
            texts.add(refusal(cluster, refused));
        }
        return String.join("; ", texts);
    }

    /** Returns in one line which topics may not be read. */
    static String refusal(String cluster, Collection<String> topics) {
        return "cluster %s does not let its user read topic %s: the right Read is missing"
                .formatted(cluster, Few.of(topics));
    }
}
