package dev.hooklane.source.run;

import dev.hooklane.source.Source;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Topics that the source's user may see, and not read. Their partitions stay assigned and are
 * paused: to give them up would move others about, and no instance may read them. For the thread of
 * the run.
 *
 * <pre>
 * read ─▶ refused: paused ─▶ a while later: tried ─▶ refused again, or forgotten after a moment
 * </pre>
 */
final class RefusedTopics {
    private static final Logger log = LoggerFactory.getLogger(RefusedTopics.class);

    /** A try is one request to a broker. */
    static final Duration PAUSED_FOR = Duration.ofMinutes(1);

    /** A broker answers a try by then. */
    static final Duration TRIED_FOR = Duration.ofSeconds(30);

    /** Each partition that was fetched already is refused for itself, also once it is paused. */
    private static final Duration ANSWERS_FOR = Duration.ofSeconds(10);

    private final Source source;
    private final Consumer<?, ?> consumer;
    private final LongSupplier nanoTime;
    private final Map<String, Long> sinceNanos = new HashMap<>();
    private final Set<String> tried = new HashSet<>();

    RefusedTopics(Source source, Consumer<?, ?> consumer, LongSupplier nanoTime) {
        this.source = source;
        this.consumer = consumer;
        this.nanoTime = nanoTime;
    }

    /**
     * Pauses topics whose records the brokers refuse.
     *
     * @return those that can't be paused, as the brokers hide that they are there
     */
    Set<String> pause(Collection<String> topics) {
        Set<String> hidden = new TreeSet<>();
        NavigableSet<String> anew = new TreeSet<>();
        for (String topic : topics) {
            if (partitions(topic).isEmpty() || isPausedInVain(topic)) {
                sinceNanos.remove(topic);
                tried.remove(topic);
                hidden.add(topic);
            } else if (tried.remove(topic) || !sinceNanos.containsKey(topic)) {
                sinceNanos.put(topic, nanoTime.getAsLong());
                anew.add(topic);
            }
        }
        if (!anew.isEmpty()) {
            log.error(
                    "source.topics_refused source={} {}",
                    source.name(),
                    UnreadableTopics.refusal(source.cluster(), anew));
        }
        pauseAssigned();
        return hidden;
    }

    private boolean isPausedInVain(String topic) {
        Long since = sinceNanos.get(topic);
        return since != null
                && !tried.contains(topic)
                && nanoTime.getAsLong() - since > ANSWERS_FOR.toNanos();
    }

    /** Tries topics again that were refused a while ago. */
    void tryDue() {
        if (sinceNanos.isEmpty()) {
            return;
        }
        Set<String> assigned =
                consumer.assignment().stream()
                        .map(TopicPartition::topic)
                        .collect(Collectors.toSet());
        sinceNanos.keySet().retainAll(assigned);
        tried.retainAll(assigned);
        long now = nanoTime.getAsLong();
        for (Map.Entry<String, Long> each : Map.copyOf(sinceNanos).entrySet()) {
            long age = now - each.getValue();
            if (age >= PAUSED_FOR.plus(TRIED_FOR).toNanos()) {
                log.info("source.topic_allowed source={} {}", source.name(), each.getKey());
                sinceNanos.remove(each.getKey());
                tried.remove(each.getKey());
            } else if (age >= PAUSED_FOR.toNanos() && tried.add(each.getKey())) {
                consumer.resume(partitions(each.getKey()));
            }
        }
        pauseAssigned();
    }

    /** Partitions that were assigned meanwhile are refused as well. */
    private void pauseAssigned() {
        consumer.pause(
                consumer.assignment().stream()
                        .filter(each -> sinceNanos.containsKey(each.topic()))
                        .filter(each -> !tried.contains(each.topic()))
                        .toList());
    }

    private Set<TopicPartition> partitions(String topic) {
        return consumer.assignment().stream()
                .filter(each -> each.topic().equals(topic))
                .collect(Collectors.toSet());
    }

    /** Returns how many topics are refused, as far as is known. */
    int size() {
        return sinceNanos.size();
    }
}
