package dev.hooklane.fanout;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.hooklane.catalogue.Catalogue;
import dev.hooklane.catalogue.FixedTypes;
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
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.test.TestRecord;

/** The fan-out on the test driver, which can crash. */
final class OnceDriver {
    static final Instant NOW = Instant.parse("2026-01-15T10:30:05Z");

    private final Topics topics = new Topics("hooklane.", RetrySchedule.DEFAULT, 0);
    private final EndpointCodec codec = new EndpointCodec(Endpoints.plainCipher());
    private final Path stateDir;
    int repeats;
    TopologyTestDriver driver;

    OnceDriver(Path stateDir) {
        this.stateDir = stateDir;
        start();
    }

    void start() {
        driver = driver("one");
        put(Endpoints.of(Endpoints.ACCOUNT, 1, "*"));
        put(Endpoints.of(new AccountId("acct_2"), 2, "*"));
    }

    void close() {
        driver.close();
    }

    /** What was remembered is durable already, the offsets and deliveries are not. */
    void crash() {
        List<KeyValue<byte[], byte[]>> kept = remembered(driver);
        driver.close();
        driver = driver("two");
        put(Endpoints.of(Endpoints.ACCOUNT, 1, "*"));
        kept.forEach(entry -> store(driver).put(entry.key, entry.value, NOW.toEpochMilli()));
    }

    TopologyTestDriver driver(String folder) {
        EndpointDirectory directory = new EndpointDirectory();
        Properties settings = new Properties();
        settings.put(StreamsConfig.APPLICATION_ID_CONFIG, Topics.fanOutApplication("hooklane."));
        settings.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, "nowhere:1");
        settings.put(StreamsConfig.STATE_DIR_CONFIG, stateDir.resolve(folder).toString());
        settings.put(StreamsConfig.ROCKSDB_CONFIG_SETTER_CLASS_CONFIG, FanOutRocksDb.class);
        return new TopologyTestDriver(
                FanOutTopology.fanOut(
                        topics,
                        new EndpointFeed(directory, codec),
                        new FanOutTopology.Parts(
                                new EventGate(
                                        new Catalogue(FixedTypes.defaults()),
                                        FanOutDriver.OWN_MARKS,
                                        (_, _) -> true),
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

    static PlaceStore store(TopologyTestDriver driver) {
        return (PlaceStore) driver.getStateStore(Topics.FIRST_PUBLISHED);
    }

    static List<KeyValue<byte[], byte[]>> remembered(TopologyTestDriver driver) {
        List<KeyValue<byte[], byte[]>> all = new ArrayList<>();
        try (KeyValueIterator<Bytes, byte[]> entries = store(driver).wrapped().all()) {
            entries.forEachRemaining(
                    entry -> all.add(new KeyValue<>(entry.key.get(), entry.value)));
        }
        return all;
    }

    /** The records of the changelog that were written since. */
    List<TestRecord<byte[], byte[]>> logged() {
        return driver.createOutputTopic(
                        topics.firstPublished(),
                        new ByteArrayDeserializer(),
                        new ByteArrayDeserializer())
                .readRecordsToList();
    }

    /** The topics of the driver that runs now. */
    private FanOutTopics on() {
        return new FanOutTopics(driver, topics);
    }

    private void put(Endpoint endpoint) {
        var _ = on().put(endpoint);
    }

    static String event(String id) {
        return """
        {"id":"%s","type":"message.created","timestamp":"2026-01-15T10:30:00Z","data":{}}\
        """
                .formatted(id);
    }

    static Headers once() {
        return new RecordHeaders().add(FanOutTopology.ONCE_HEADER, "1".getBytes(UTF_8));
    }

    void publish(String account, String id, Instant at) {
        pipe(account, event(id), once(), at);
    }

    void pipe(String account, String event, Headers headers, Instant at) {
        on().events
                .pipeInput(
                        new TestRecord<>(
                                account.getBytes(UTF_8), event.getBytes(UTF_8), headers, at));
    }

    /** The headers of what was rejected since. */
    List<Headers> rejected() {
        return on().rejections.readRecordsToList().stream().map(TestRecord::headers).toList();
    }

    /** The ids of the events whose deliveries were written since. */
    List<String> delivered() {
        return on().delivered().stream().map(delivery -> delivery.event().id().value()).toList();
    }
}
