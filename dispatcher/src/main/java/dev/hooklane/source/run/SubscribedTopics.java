package dev.hooklane.source.run;

import dev.hooklane.source.Source;
import dev.hooklane.unreadable.CarefulPoll;
import java.time.Duration;
import java.util.Collection;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.InvalidOffsetException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The topics that a run reads. Whoever owns one of them decides for that one alone: it may vanish,
 * be made anew, be cut off or be closed to the user, and the others are read on. For the thread of
 * the run.
 */
final class SubscribedTopics {
    private static final Logger log = LoggerFactory.getLogger(SubscribedTopics.class);

    private final Source source;
    private final Consumer<byte[], byte[]> consumer;
    private final TopicWatch watch;
    private final CarefulPoll careful;
    private final HeldPartitions held;
    private final RefusedTopics refused;

    /**
     * @param watch says which topics there are to read
     */
    SubscribedTopics(
            Source source,
            Consumer<byte[], byte[]> consumer,
            TopicWatch watch,
            CarefulPoll careful,
            HeldPartitions held) {
        this.source = source;
        this.consumer = consumer;
        this.watch = watch;
        this.careful = careful;
        this.held = held;
        refused = new RefusedTopics(source, consumer, System::nanoTime);
    }

    /** Begins to read the topics that there are. */
    void begin() {
        subscribe(watch.first());
    }

    /** Reports whether there are none. */
    boolean isEmpty() {
        return consumer.subscription().isEmpty();
    }

    /** Returns how many may not be read. */
    int refused() {
        return refused.size() + watch.refused();
    }

    /** Follows what has become of them. Waits for nothing. */
    void follow() {
        watch.look().ifPresent(this::follow);
        refused.tryDue();
    }

    /**
     * Reads what there is to read now. A topic that was made anew is given up until the next look,
     * and then claimed as another one, while the others are read on.
     *
     * @throws KafkaException if there are no others: a new run is faster
     */
    private void follow(TopicWatch.Look look) {
        Set<String> anew =
                topics(
                        consumer.assignment().stream()
                                .filter(partition -> isMadeAnew(partition, look))
                                .toList());
        if (anew.isEmpty()) {
            subscribe(look.topics());
        } else {
            log.warn("source.topics_made_anew source={} {}", source.name(), Few.of(anew));
            giveUp(anew, new KafkaException("made anew: " + Few.of(anew)));
        }
    }

    private boolean isMadeAnew(TopicPartition partition, TopicWatch.Look look) {
        Uuid id = look.ids().get(partition.topic());
        return id != null && held.isMadeAnew(partition, id.toString());
    }

    private void subscribe(Set<String> topics) {
        if (!topics.equals(consumer.subscription())) {
            consumer.subscribe(topics, held);
            log.info("source.subscribed source={} topics={}", source.name(), topics.size());
        }
    }

    /**
     * Polls. A topic that can't be read on is paused or given up for a while: whoever owns it must
     * not stop the others.
     *
     * @throws KafkaException if there are no others to read on, or if it fails for another reason
     */
    ConsumerRecords<byte[], byte[]> poll(Duration longest) {
        Set<String> unauthorized = new TreeSet<>();
        try {
            ConsumerRecords<byte[], byte[]> polled =
                    careful.poll(consumer, longest, timeout -> poll(timeout, unauthorized));
            if (!unauthorized.isEmpty()) {
                leaveOut(unauthorized);
            }
            return polled;
        } catch (InvalidOffsetException e) {
            log.warn("source.topics_cut source={} {}", source.name(), Few.of(e.partitions()));
            giveUp(topics(e.partitions()), e);
        }
        return ConsumerRecords.empty();
    }

    /**
     * @param unauthorized gets the topics that may not be read, if the poll fails because of some
     */
    private ConsumerRecords<byte[], byte[]> poll(Duration timeout, Set<String> unauthorized) {
        try {
            return consumer.poll(timeout);
        } catch (TopicAuthorizationException e) {
            unauthorized.addAll(e.unauthorizedTopics());
            return ConsumerRecords.empty();
        }
    }

    /** Reads others on, or none: a new run would be refused, too. */
    private void leaveOut(Set<String> unauthorized) {
        Set<String> hidden = refused.pause(unauthorized);
        if (!hidden.isEmpty()) {
            watch.refused(hidden);
            Set<String> left = new TreeSet<>(consumer.subscription());
            left.removeAll(hidden);
            subscribe(left);
        }
    }

    private void giveUp(Set<String> topics, KafkaException why) {
        Set<String> left = new TreeSet<>(consumer.subscription());
        if (!left.removeAll(topics) || left.isEmpty()) {
            throw why;
        }
        subscribe(left);
    }

    private static Set<String> topics(Collection<TopicPartition> partitions) {
        return partitions.stream()
                .map(TopicPartition::topic)
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
