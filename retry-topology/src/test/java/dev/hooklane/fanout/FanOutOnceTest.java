package dev.hooklane.fanout;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hooklane.catalogue.Catalogue;
import dev.hooklane.catalogue.FixedTypes;
import dev.hooklane.delivery.DeliveryRecords;
import dev.hooklane.endpoint.Endpoint;
import dev.hooklane.endpoint.EndpointCodec;
import dev.hooklane.endpoint.EndpointDirectory;
import dev.hooklane.endpoint.Endpoints;
import dev.hooklane.erasure.Erasures;
import dev.hooklane.event.AccountId;
import dev.hooklane.event.RejectReason;
import dev.hooklane.retry.RetrySchedule;
import dev.hooklane.topic.Topics;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Properties;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Events that are marked to be fanned out once. */
final class FanOutOnceTest {
    private static final Instant NOW = Instant.parse("2026-01-15T10:30:05Z");
    private static final Duration DAY = Duration.ofDays(1);

    private final Topics topics = new Topics("hooklane.", RetrySchedule.DEFAULT, 0);
    private final EndpointCodec codec = new EndpointCodec(Endpoints.plainCipher());
    private @TempDir Path stateDir;
    private int repeats;
    private TopologyTestDriver driver;

    @BeforeEach
    void start() {
        driver = driver("one");
        put(Endpoints.of(Endpoints.ACCOUNT, 1, "*"));
        put(Endpoints.of(new AccountId("acct_2"), 2, "*"));
    }

    @AfterEach
    void stop() {
        driver.close();
    }

    @Test
    void aRepeatOfAMarkedEventIsLeftOutAndCounted() {
        publish("acct_1", "evt_1", NOW);
        publish("acct_1", "evt_1", NOW.plusMillis(1));
        publish("acct_1", "evt_1", NOW.plus(DAY).minusMillis(1));

        assertThat(delivered()).containsExactly("evt_1");
        assertThat(repeats).isEqualTo(2);
    }

    @Test
    void anotherContentUnderTheSameIdIsRejected() {
        publish("acct_1", "evt_1", NOW);
        pipe("acct_1", event("evt_1").replace("{}", "{\"n\":2}"), once(), NOW.plusSeconds(1));
        pipe(
                "acct_1",
                event("evt_1").replace("message.created", "bot.updated"),
                once(),
                NOW.plusSeconds(2));

        assertThat(delivered()).hasSize(1);
        assertThat(repeats).isZero();
        assertThat(rejected())
                .hasSize(2)
                .allSatisfy(headers -> {
                    assertThat(DeliveryRecords.optional(headers, RejectedCopy.REASON_HEADER))
                            .hasValue("id_reused");
                    assertThat(DeliveryRecords.optional(headers, RejectedCopy.DETAIL_HEADER))
                            .hasValueSatisfying(detail ->
                                    assertThat(detail).contains("evt_1").contains("at 0@0"));
                });
    }

    @Test
    void theSameContentWrittenOtherwiseIsARepeat() {
        String event =
                event("evt_1").replace("{}", "{\"a\":1.50,\"b\":[{\"c\":null,\"d\":\"ü\"}]}");
        pipe("acct_1", event, once(), NOW);
        pipe(
                "acct_1",
                event.replace(
                                "\"a\":1.50,\"b\":[{\"c\":null,\"d\":\"ü\"}]",
                                "\"b\":[{\"d\":\"\\u00fc\",\"c\":null}],\"a\":1.5")
                        .replace("10:30:00Z", "10:31:00Z"),
                once(),
                NOW.plusSeconds(1));

        assertThat(delivered()).hasSize(1);
        assertThat(repeats).isEqualTo(1);
        assertThat(rejected()).isEmpty();
    }

    @Test
    void whatAFormerVersionRememberedIsComparedWithNothing() {
        publish("acct_1", "evt_1", NOW);
        KeyValue<byte[], byte[]> known = remembered(driver).getFirst();
        store(driver).put(known.key, Arrays.copyOf(known.value, 16));
        pipe("acct_1", event("evt_1").replace("{}", "{\"n\":2}"), once(), NOW.plusSeconds(1));

        assertThat(delivered()).hasSize(1);
        assertThat(repeats).isEqualTo(1);
    }

    @Test
    void anotherIdOrAccountIsNoRepeat() {
        publish("acct_1", "evt_1", NOW);
        publish("acct_1", "evt_2", NOW);
        publish("acct_2", "evt_1", NOW);

        assertThat(delivered()).containsExactly("evt_1", "evt_2", "evt_1");
        assertThat(repeats).isZero();
    }

    @Test
    void afterADayTheSameIdIsFannedOutAgainAndItsRepeatsAreNot() {
        publish("acct_1", "evt_1", NOW);
        publish("acct_1", "evt_1", NOW.plus(DAY));
        publish("acct_1", "evt_1", NOW.plus(DAY).plusSeconds(3_600));

        assertThat(delivered()).hasSize(2);
        assertThat(repeats).isEqualTo(1);
    }

    @Test
    void anEventThatIsReadAgainAfterACrashIsFannedOutAgain() {
        publish("acct_1", "evt_1", NOW);
        publish("acct_1", "evt_1", NOW.plusSeconds(1));
        crash();

        publish("acct_1", "evt_1", NOW);
        publish("acct_1", "evt_1", NOW.plusSeconds(1));

        assertThat(delivered()).containsExactly("evt_1");
    }

    @Test
    void allThatIsReadAgainFromTheBeginningIsFannedOutAsTheFirstTime() {
        publish("acct_1", "evt_1", NOW);
        publish("acct_1", "evt_1", NOW.plusSeconds(1));
        publish("acct_1", "evt_1", NOW.plus(DAY));
        crash();

        publish("acct_1", "evt_1", NOW);
        publish("acct_1", "evt_1", NOW.plusSeconds(1));
        publish("acct_1", "evt_1", NOW.plus(DAY));

        assertThat(delivered()).hasSize(2);
    }

    @Test
    void anEventWithoutTheMarkIsNeitherRememberedNorLeftOut() {
        pipe("acct_1", event("evt_1"), new RecordHeaders(), NOW);
        publish("acct_1", "evt_1", NOW);
        pipe("acct_1", event("evt_1"), new RecordHeaders(), NOW);

        assertThat(delivered()).hasSize(3);
        assertThat(repeats).isZero();
        assertThat(remembered(driver)).hasSize(1);
    }

    @Test
    void whatIsRememberedIsSmallAndNamesNobody() {
        publish("acct_1", "evt_1", NOW);

        assertThat(remembered(driver))
                .singleElement()
                .satisfies(entry -> {
                    assertThat(entry.key).hasSize(16);
                    assertThat(entry.value).hasSize(32);
                });
    }

    /** What was remembered is durable already, the offsets and deliveries are not. */
    private void crash() {
        List<KeyValue<byte[], byte[]>> kept = remembered(driver);
        driver.close();
        driver = driver("two");
        put(Endpoints.of(Endpoints.ACCOUNT, 1, "*"));
        kept.forEach(entry -> store(driver).put(entry.key, entry.value));
    }

    private TopologyTestDriver driver(String folder) {
        EndpointDirectory directory = new EndpointDirectory();
        Properties settings = new Properties();
        settings.put(StreamsConfig.APPLICATION_ID_CONFIG, Topics.fanOutApplication("hooklane."));
        settings.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, "nowhere:1");
        settings.put(StreamsConfig.STATE_DIR_CONFIG, stateDir.resolve(folder).toString());
        settings.put(StreamsConfig.ROCKSDB_CONFIG_SETTER_CLASS_CONFIG, FirstPublishedRocksDb.class);
        return new TopologyTestDriver(
                FanOutTopology.fanOut(
                        topics,
                        new EndpointFeed(directory, codec),
                        new FanOutTopology.Parts(
                                new EventGate(new Catalogue(FixedTypes.defaults()), (_, _) -> true),
                                directory,
                                new Erasures(),
                                new TestMarks(Endpoints.plainCipher()),
                                meter())),
                settings,
                NOW);
    }

    private FanOutMeter meter() {
        return new FanOutMeter() {
            @Override
            public void accepted(int count, int filtered) {}

            @Override
            public void repeated() {
                repeats++;
            }

            @Override
            public void rejected(RejectReason reason) {}
        };
    }

    private static KeyValueStore<byte[], byte[]> store(TopologyTestDriver driver) {
        return driver.getKeyValueStore(Topics.FIRST_PUBLISHED);
    }

    private static List<KeyValue<byte[], byte[]>> remembered(TopologyTestDriver driver) {
        List<KeyValue<byte[], byte[]>> all = new ArrayList<>();
        try (KeyValueIterator<byte[], byte[]> entries = store(driver).all()) {
            entries.forEachRemaining(all::add);
        }
        return all;
    }

    private void put(Endpoint endpoint) {
        driver.createInputTopic(
                        topics.endpoints(), new ByteArraySerializer(), new ByteArraySerializer())
                .pipeInput(
                        EndpointCodec.key(endpoint.account(), endpoint.id()),
                        codec.write(endpoint));
    }

    private static String event(String id) {
        return """
        {"id":"%s","type":"message.created","timestamp":"2026-01-15T10:30:00Z","data":{}}\
        """
                .formatted(id);
    }

    private static Headers once() {
        return new RecordHeaders().add(FanOutTopology.ONCE_HEADER, "1".getBytes(UTF_8));
    }

    private void publish(String account, String id, Instant at) {
        pipe(account, event(id), once(), at);
    }

    private void pipe(String account, String event, Headers headers, Instant at) {
        driver.createInputTopic(
                        topics.events(), new ByteArraySerializer(), new ByteArraySerializer())
                .pipeInput(
                        new TestRecord<>(
                                account.getBytes(UTF_8), event.getBytes(UTF_8), headers, at));
    }

    /** The headers of what was rejected since. */
    private List<Headers> rejected() {
        return driver
                .createOutputTopic(
                        topics.rejected(), new ByteArrayDeserializer(), new ByteArrayDeserializer())
                .readRecordsToList()
                .stream()
                .map(TestRecord::headers)
                .toList();
    }

    /** The ids of the events whose deliveries were written since. */
    private List<String> delivered() {
        return driver
                .createOutputTopic(
                        topics.deliveries(),
                        new ByteArrayDeserializer(),
                        new ByteArrayDeserializer())
                .readRecordsToList()
                .stream()
                .map(record ->
                        DeliveryRecords.read(record.key(), record.value(), record.headers())
                                .event()
                                .id()
                                .value())
                .toList();
    }
}
