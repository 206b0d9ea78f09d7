package dev.hooklane.spring.test;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * The events that the service has published since the test method began, in the order in which each
 * account's were published. For use by one thread at a time.
 *
 * <p>It reads them from the topic as Hooklane does, so an event that Hooklane would reject fails
 * the test.
 */
public final class PublishedEvents implements AutoCloseable {
    /** How long {@link #await(int)} waits. */
    public static final Duration TIMEOUT = Duration.ofSeconds(10);

    private static final Duration POLL = Duration.ofMillis(50);

    private final KafkaConsumer<byte[], byte[]> consumer;
    private final String topic;
    private final List<ConsumerRecord<byte[], byte[]>> read = new ArrayList<>();
    private boolean assigned;

    PublishedEvents(String bootstrapServers, String topic) {
        this.topic = topic;
        Map<String, Object> settings = new HashMap<>();
        settings.put(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
        settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, "false");
        settings.put(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, "20");
        this.consumer =
                new KafkaConsumer<>(
                        settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    /**
     * Returns every event that Kafka has acknowledged by now.
     *
     * @throws AssertionError if the service published something that Hooklane would reject
     */
    public List<AccountEvent> all() {
        readToTheEnd();
        return read.stream().map(TopicRecord::read).toList();
    }

    /**
     * Returns the events of one type, like {@link #all}.
     *
     * @param type the type's name, such as {@code conversation.created}
     */
    public List<AccountEvent> ofType(String type) {
        return all().stream().filter(event -> event.type().equals(type)).toList();
    }

    /**
     * Waits until there are {@code count} events or more, and returns all of them; for a service
     * that publishes on another thread than the test's.
     *
     * @throws AssertionError if there are fewer after {@link #TIMEOUT}
     */
    public List<AccountEvent> await(int count) {
        return await(count, event -> true, "events");
    }

    /**
     * Waits like {@link #await(int)} until there is an event of this type, and returns the first.
     *
     * @throws AssertionError if there is none after {@link #TIMEOUT}
     */
    public AccountEvent await(String type) {
        return await(1, event -> event.type().equals(type), "events of type " + type).get(0);
    }

    private List<AccountEvent> await(int count, Predicate<AccountEvent> wanted, String name) {
        long deadline = System.nanoTime() + TIMEOUT.toNanos();
        while (true) {
            List<AccountEvent> all = all();
            List<AccountEvent> found = all.stream().filter(wanted).toList();
            if (found.size() >= count) {
                return found;
            }
            if (System.nanoTime() >= deadline) {
                throw new AssertionError(
                        "%d %s after %d s, expected %d; all events: %s"
                                .formatted(found.size(), name, TIMEOUT.toSeconds(), count, all));
            }
            collect();
        }
    }

    /** Forgets the events so far. It is called before each test method. */
    public void forget() {
        List<TopicPartition> partitions = partitions();
        consumer.seekToEnd(partitions);
        // Until it is asked for, the position would be the end at some later time.
        partitions.forEach(consumer::position);
        read.clear();
    }

    private void readToTheEnd() {
        Map<TopicPartition, Long> ends = consumer.endOffsets(partitions());
        while (ends.entrySet().stream()
                .anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
            collect();
        }
    }

    private List<TopicPartition> partitions() {
        List<TopicPartition> partitions =
                consumer.partitionsFor(topic).stream()
                        .map(each -> new TopicPartition(topic, each.partition()))
                        .toList();
        if (!assigned) {
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            assigned = true;
        }
        return partitions;
    }

    private void collect() {
        consumer.poll(POLL).forEach(read::add);
    }

    @Override
    public void close() {
        consumer.close();
    }
}
