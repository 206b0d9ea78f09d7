package dev.hooklane.history;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hooklane.delivery.Attempt;
import dev.hooklane.delivery.AttemptOutcome;
import dev.hooklane.delivery.DeadLetterReason;
import dev.hooklane.delivery.DeliveryHistory;
import dev.hooklane.delivery.DeliveryId;
import dev.hooklane.delivery.DeliveryStatus;
import dev.hooklane.delivery.HistoryCodec;
import dev.hooklane.delivery.SourceEvent;
import dev.hooklane.delivery.Trigger;
import dev.hooklane.endpoint.EndpointId;
import dev.hooklane.erasure.Erasure;
import dev.hooklane.erasure.ErasureCodec;
import dev.hooklane.erasure.ErasureId;
import dev.hooklane.erasure.Erasures;
import dev.hooklane.event.AccountId;
import dev.hooklane.event.EventId;
import dev.hooklane.event.EventType;
import dev.hooklane.retry.RetrySchedule;
import dev.hooklane.topic.Topics;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.test.TestRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HistoryTopologyTest {
    private static final Topics TOPICS = new Topics("hooklane.", RetrySchedule.DEFAULT, 0.05);
    private static final Instant NOW = Instant.parse("2024-01-15T10:30:00Z");
    private static final Topology TOPOLOGY =
            HistoryTopology.build(TOPICS, new Erasures(), InstantSource.fixed(NOW));
    private static final EndpointId ENDPOINT = new EndpointId("ep_0123456789abcdef");
    private static final EventId EVENT = new EventId("evt_abc123");
    private static final DeliveryId DELIVERY = DeliveryId.of(EVENT, NOW).to(ENDPOINT);

    @TempDir private Path stateDir;
    private final Erasures erasures = new Erasures();
    private TopologyTestDriver driver;
    private TestInputTopic<byte[], byte[]> history;
    private HistoryRecords store;

    @BeforeEach
    void start() {
        driver =
                new TopologyTestDriver(
                        HistoryTopology.build(TOPICS, erasures, InstantSource.fixed(NOW)),
                        settings(),
                        NOW);
        history =
                driver.createInputTopic(
                        TOPICS.history(), new ByteArraySerializer(), new ByteArraySerializer());
        store = (HistoryRecords) driver.getStateStore(HistoryTopology.STORE);
    }

    @AfterEach
    void stop() {
        driver.close();
    }

    private Properties settings() {
        return HistoryTopology.settings(
                TOPICS,
                Map.of(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, "localhost:1"),
                stateDir,
                "one",
                "localhost:8080",
                0);
    }

    @Test
    void theDescriptionIsTheGoldenOne() throws IOException {
        assertThat(TOPOLOGY.describe().toString()).isEqualTo(golden("history-topology.txt"));
    }

    @Test
    void theLatestRecordOfADeliveryIsKept() {
        write(
                HistoryCodec.key(DELIVERY),
                HistoryCodec.write(history(new DeliveryStatus.Waiting(NOW.plusSeconds(300)))));
        DeliveryHistory latest = history(new DeliveryStatus.Dead(DeadLetterReason.EXHAUSTED));
        write(HistoryCodec.key(DELIVERY), HistoryCodec.write(latest));

        assertThat(store.find(DELIVERY)).contains(latest);
    }

    @Test
    void theFilesOfAnEarlierVersionAreDeleted() throws IOException {
        driver.close();
        Path former =
                Files.createDirectories(
                        stateDir.resolve(TOPICS.history()).resolve("0_0/history-records"));
        Files.writeString(former.resolve("000007.sst"), "earliest first");

        start();

        assertThat(former).doesNotExist();
        assertThat(former.resolveSibling("history-newest-first")).isDirectory();
    }

    @Test
    void aRecordWithoutValueForgetsTheDelivery() {
        write(
                HistoryCodec.key(DELIVERY),
                HistoryCodec.write(history(new DeliveryStatus.Waiting(NOW.plusSeconds(300)))));
        write(HistoryCodec.key(DELIVERY), null);

        assertThat(store.find(DELIVERY)).isEmpty();
    }

    @Test
    void whatIsToldOfAnErasedEventIsForgottenAndNotKept() {
        write(
                HistoryCodec.key(DELIVERY),
                HistoryCodec.write(history(new DeliveryStatus.Waiting(NOW.plusSeconds(300)))));
        erase(Optional.of(EVENT), NOW.minusSeconds(60));
        write(
                HistoryCodec.key(DELIVERY),
                HistoryCodec.write(history(new DeliveryStatus.Delivered())));

        assertThat(store.find(DELIVERY)).isEmpty();
    }

    @Test
    void whatWasPublishedAfterAnAccountsErasureIsKept() {
        DeliveryHistory later = history(new DeliveryStatus.Delivered());
        erase(Optional.empty(), NOW.minusMillis(1));
        write(HistoryCodec.key(DELIVERY), HistoryCodec.write(later));

        assertThat(store.find(DELIVERY)).contains(later);
    }

    @Test
    void whatWasCountedOfAnErasedAccountsEndpointIsForgotten() {
        write(
                HistoryCodec.key(DELIVERY),
                HistoryCodec.write(history(new DeliveryStatus.Waiting(NOW.plusSeconds(300)))));
        assertThat(attempts()).isOne();
        erase(Optional.of(EVENT), NOW);
        write(HistoryCodec.key(DELIVERY), null);
        assertThat(attempts()).as("after one event's erasure").isOne();

        erase(Optional.empty(), NOW);
        write(
                HistoryCodec.key(DELIVERY),
                HistoryCodec.write(history(new DeliveryStatus.Delivered())));

        assertThat(attempts()).isZero();
    }

    private long attempts() {
        return store.statistics(Set.of(ENDPOINT)).getFirst().total().attempts();
    }

    private void erase(Optional<EventId> event, Instant erasedAt) {
        ErasureId id = new ErasureId("ers_0123456789abcdef");
        Erasure erasure =
                new Erasure(
                        id,
                        new AccountId("acme"),
                        event,
                        erasedAt,
                        "one",
                        Optional.empty(),
                        List.of());
        erasures.follow(ErasureCodec.key(id), ErasureCodec.write(erasure));
    }

    @Test
    void recordsThatCannotBeReadArePassedOver() {
        DeliveryHistory kept = history(new DeliveryStatus.Delivered());
        write(null, HistoryCodec.write(kept));
        write(HistoryCodec.key(DELIVERY), "no JSON".getBytes(UTF_8));
        write("no/delivery".getBytes(UTF_8), HistoryCodec.write(kept));
        write(HistoryCodec.key(DELIVERY), HistoryCodec.write(kept));

        assertThat(store.find(DELIVERY)).contains(kept);
    }

    @Test
    void nothingIsWrittenToKafka() {
        write(HistoryCodec.key(DELIVERY), "anything".getBytes(UTF_8));

        assertThat(driver.producedTopicNames()).isEmpty();
    }

    @Test
    void everyConsumerReadsCommittedRecordsOnly() {
        Properties settings = settings();

        StreamsConfig config = new StreamsConfig(settings);
        assertThat(config.getRestoreConsumerConfigs("c"))
                .containsEntry("isolation.level", "read_committed");
        assertThat(config.getMainConsumerConfigs("g", "c", 1))
                .containsEntry("isolation.level", "read_committed");
    }

    private void write(byte @Nullable [] key, byte @Nullable [] value) {
        history.pipeInput(new TestRecord<>(key, value));
    }

    private static DeliveryHistory history(DeliveryStatus status) {
        SourceEvent event =
                new SourceEvent(
                        EVENT,
                        new EventType("message.created"),
                        new AccountId("acme"),
                        NOW,
                        new SourceEvent.Origin(3, 17),
                        Optional.empty(),
                        Optional.empty());
        Attempt attempt =
                new Attempt(
                        1,
                        NOW,
                        Duration.ofMillis(12),
                        new AttemptOutcome.ErrorStatus(500, Optional.empty(), "no"));
        return new DeliveryHistory(
                DELIVERY, ENDPOINT, event, Trigger.EVENT, 0, status, List.of(attempt), NOW);
    }

    private static String golden(String name) throws IOException {
        try (InputStream in = HistoryTopologyTest.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException("no test resource " + name);
            }
            return new String(in.readAllBytes(), UTF_8);
        }
    }
}
