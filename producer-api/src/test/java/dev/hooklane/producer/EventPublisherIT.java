package dev.hooklane.producer;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hooklane.event.AccountId;
import dev.hooklane.event.Event;
import dev.hooklane.event.EventId;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class EventPublisherIT {
    private static final int PARTITIONS = 3;

    @TempDir static Path folder;

    private static TestBroker broker;

    @BeforeAll
    static void startBroker() throws Exception {
        broker = TestBroker.start(folder);
    }

    @AfterAll
    static void stopBroker() {
        broker.close();
    }

    @Test
    void anEventStandsWhereTheAnswerSays() throws Exception {
        broker.createTopic("a.events", PARTITIONS);
        Event event = event(1);

        try (EventPublisher publisher = publisher("a.").build()) {
            PublishedEvent published =
                    publisher.publish(new AccountId("acc_1"), event).get(30, TimeUnit.SECONDS);

            ConsumerRecord<String, byte[]> record = records("a.events", 1).get(0);
            assertThat(published)
                    .isEqualTo(
                            new PublishedEvent(
                                    event.id(), "a.events", record.partition(), record.offset()));
            assertThat(record.key()).isEqualTo("acc_1");
            assertThat(record.value()).isEqualTo(event.payload().bytes());
        }
    }

    @Test
    void manyThreadsPublishEachEventOnceAndInTheirOrder() throws Exception {
        broker.createTopic("b.events", PARTITIONS);
        int threads = 4;
        int each = 2_500;
        Set<EventId> ids = new HashSet<>();
        ConcurrentLinkedQueue<CompletableFuture<PublishedEvent>> futures =
                new ConcurrentLinkedQueue<>();

        try (EventPublisher publisher = publisher("b.").compression("lz4").build()) {
            List<Thread> all = new ArrayList<>();
            for (int t = 0; t < threads; t++) {
                AccountId account = new AccountId("acc_" + t);
                all.add(
                        new Thread(() -> {
                            for (int i = 0; i < each; i++) {
                                futures.add(publisher.publish(account, event(i)));
                            }
                        }));
            }
            all.forEach(Thread::start);
            for (Thread thread : all) {
                thread.join();
            }
        }

        // Closing has waited for every one of them.
        for (CompletableFuture<PublishedEvent> future : futures) {
            assertThat(future).isCompleted();
            ids.add(future.join().id());
        }
        assertThat(ids).hasSize(threads * each);
        Map<String, Integer> next = new HashMap<>();
        for (ConsumerRecord<String, byte[]> record : records("b.events", threads * each)) {
            int expected = next.merge(record.key(), 1, Integer::sum) - 1;
            assertThat(new String(record.value(), UTF_8))
                    .endsWith("\"data\":{\"n\":" + expected + "}}");
        }
    }

    @Test
    void aTopicThatIsMissingFailsTheFutureNamingIt() {
        try (EventPublisher publisher =
                publisher("missing.").kafka("max.block.ms", "300").build()) {
            CompletableFuture<PublishedEvent> published =
                    publisher.publish(new AccountId("acc_1"), event(1));

            assertThatThrownBy(() -> published.get(30, TimeUnit.SECONDS))
                    .cause()
                    .isInstanceOf(PublishException.class)
                    .hasMessageContaining("missing.events");
        }
    }

    @Test
    void theTopicIsFoundBeforeTheFirstEvent() throws Exception {
        broker.createTopic("found.events", PARTITIONS);

        try (EventPublisher publisher = publisher("found.").build()) {
            assertThat(publisher.topic()).isEqualTo("found.events");
            assertThat(publisher.partitions()).isEqualTo(PARTITIONS);
        }
    }

    @Test
    void aTopicThatIsMissingHasNoPartitions() {
        try (EventPublisher publisher =
                publisher("missing.").kafka("max.block.ms", "300").build()) {
            assertThatThrownBy(publisher::partitions)
                    .isInstanceOf(KafkaException.class)
                    .hasMessageContaining("missing.events");
        }
    }

    @Test
    void withoutABrokerCloseGivesUpInTimeAndFailsTheFuture() {
        EventPublisher publisher =
                EventPublisher.builder()
                        .bootstrapServers("127.0.0.1:1")
                        .kafka("max.block.ms", "200")
                        .build();
        CompletableFuture<PublishedEvent> published =
                publisher.publish(new AccountId("acc_1"), event(1));
        Instant closing = Instant.now();

        publisher.close(Duration.ofSeconds(1));

        assertThat(Duration.between(closing, Instant.now())).isLessThan(Duration.ofSeconds(5));
        assertThat(published).isCompletedExceptionally();
    }

    private static EventPublisherBuilder publisher(String topicPrefix) {
        return EventPublisher.builder()
                .bootstrapServers(broker.bootstrapServers())
                .topicPrefix(topicPrefix);
    }

    private static Event event(int n) {
        return Event.builder("bot.updated").data(Map.of("n", n)).build();
    }

    /**
     * Everything in the topic, read until there is this much of it and a last look finds no more.
     */
    private static List<ConsumerRecord<String, byte[]>> records(String topic, int count) {
        Map<String, Object> settings =
                Map.of(
                        "bootstrap.servers",
                        broker.bootstrapServers(),
                        "auto.offset.reset",
                        "earliest");
        List<ConsumerRecord<String, byte[]>> records = new ArrayList<>();
        try (var consumer =
                new KafkaConsumer<>(
                        settings, new StringDeserializer(), new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = new ArrayList<>();
            for (int partition = 0; partition < PARTITIONS; partition++) {
                partitions.add(new TopicPartition(topic, partition));
            }
            consumer.assign(partitions);
            while (records.size() < count) {
                consumer.poll(Duration.ofMillis(200)).forEach(records::add);
            }
            consumer.poll(Duration.ofMillis(200)).forEach(records::add);
        }
        assertThat(records).hasSize(count);
        return records;
    }
}
