package dev.hooklane.fanout;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.hooklane.catalogue.Catalogue;
import dev.hooklane.catalogue.FixedTypes;
import dev.hooklane.delivery.Delivery;
import dev.hooklane.endpoint.Endpoint;
import dev.hooklane.endpoint.EndpointCodec;
import dev.hooklane.endpoint.EndpointDirectory;
import dev.hooklane.endpoint.Endpoints;
import dev.hooklane.erasure.Erasures;
import dev.hooklane.event.AccountId;
import dev.hooklane.event.EventReader;
import dev.hooklane.event.EventReading;
import dev.hooklane.event.KnownTypes;
import dev.hooklane.event.RejectReason;
import dev.hooklane.filter.EventFilter;
import dev.hooklane.retry.RetrySchedule;
import dev.hooklane.topic.Topics;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TestOutputTopic;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.test.TestRecord;
import tools.jackson.databind.json.JsonMapper;

/** The fan-out on the test driver of Kafka Streams. */
final class FanOutDriver {
    static final Instant NOW = Instant.parse("2026-01-15T10:30:05Z");

    /** An event that Kafka got a minute before {@link #NOW} needs no mark. */
    static final OwnMarks OWN_MARKS =
            new OwnMarks(Endpoints.plainCipher(), Optional.of(NOW.minusSeconds(60)));

    static final AccountId OTHER = new AccountId("acct_2");

    static final String EVENT =
            """
            {"id":"evt_1","type":"message.created","timestamp":"2026-01-15T10:30:00Z","data":{"n":1}}\
            """;

    private final Topics topics = new Topics("hooklane.", RetrySchedule.DEFAULT, 0);
    final EndpointDirectory directory = new EndpointDirectory();
    private final EndpointCodec codec = new EndpointCodec(Endpoints.plainCipher());
    final EndpointFeed feed = new EndpointFeed(directory, codec);
    final Erasures erasures = new Erasures();
    final List<Integer> accepted = new ArrayList<>();
    final List<Integer> filtered = new ArrayList<>();
    final List<RejectReason> rejected = new ArrayList<>();
    Runnable beforeEndpointsAreAsked = () -> {};

    final Topology topology =
            FanOutTopology.fanOut(
                    topics,
                    feed,
                    new FanOutTopology.Parts(
                            new EventGate(
                                    new Catalogue(FixedTypes.defaults()),
                                    FanOutDriver.OWN_MARKS,
                                    (_, _) -> true),
                            new TestMarks(Endpoints.plainCipher()),
                            new FanOutTopology.Known(
                                    directory,
                                    () -> {
                                        beforeEndpointsAreAsked.run();
                                        return true;
                                    },
                                    erasures),
                            new FanOutTopology.Watchers(meter(), FanOutTracing::none),
                            ShareRules.none()));
    private final TopologyTestDriver driver;
    private final FanOutTopics on;
    final TestInputTopic<byte[], byte[]> events;
    final TestInputTopic<byte[], byte[]> endpoints;
    final TestOutputTopic<byte[], byte[]> deliveries;
    final TestOutputTopic<byte[], byte[]> rejections;

    FanOutDriver(Path stateDir) {
        driver = new TopologyTestDriver(topology, settings(stateDir), NOW);
        on = new FanOutTopics(driver, topics);
        events = on.events;
        endpoints = on.endpoints;
        deliveries = on.deliveries;
        rejections = on.rejections;
    }

    void close() {
        driver.close();
    }

    static Endpoint filtered(int seed, String filter, String eventTypes) {
        Endpoint endpoint = Endpoints.of(Endpoints.ACCOUNT, seed, eventTypes);
        return new Endpoint(
                endpoint.id(),
                endpoint.account(),
                endpoint.url(),
                endpoint.description(),
                endpoint.eventTypes()
                        .withFilter(
                                Optional.of(
                                        EventFilter.read(JsonMapper.shared().readTree(filter)))),
                endpoint.headers(),
                endpoint.settings(),
                endpoint.state(),
                endpoint.secrets(),
                endpoint.createdAt(),
                endpoint.updatedAt());
    }

    Endpoint put(Endpoint endpoint) {
        return on.put(endpoint);
    }

    /** Returns the header with the mark of an event of Hooklane's own. */
    static Map<String, byte[]> mark(AccountId account, String value) {
        EventReading reading =
                new EventReader(KnownTypes.any()).read(value.getBytes(UTF_8), Map.of(), NOW);
        Map<String, byte[]> header = new HashMap<>();
        OWN_MARKS
                .headers(account, ((EventReading.Accepted) reading).event())
                .forEach((name, mark) -> header.put(name, mark.getBytes(UTF_8)));
        return header;
    }

    /** Publishes an event of Hooklane's own, as Hooklane does. */
    void publishOwn(AccountId account, String value) {
        RecordHeaders headers = new RecordHeaders();
        mark(account, value).forEach(headers::add);
        events.pipeInput(
                new TestRecord<>(
                        account.value().getBytes(UTF_8), value.getBytes(UTF_8), headers, NOW));
    }

    void publish(String account, String value) {
        events.pipeInput(
                new TestRecord<>(account.getBytes(UTF_8), value.getBytes(UTF_8), null, NOW));
    }

    List<Delivery> delivered() {
        return on.delivered();
    }

    private FanOutMeter meter() {
        return new FanOutMeter() {
            @Override
            public void accepted(int count, int left) {
                accepted.add(count);
                filtered.add(left);
            }

            @Override
            public void repeated() {
                throw new AssertionError("no event is marked here");
            }

            @Override
            public void rejected(RejectReason reason) {
                rejected.add(reason);
            }
        };
    }

    /** Returns the settings of a fan-out that keeps its state there. */
    static Properties settings(Path stateDir) {
        Properties settings = new Properties();
        settings.put(StreamsConfig.APPLICATION_ID_CONFIG, "test");
        settings.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, "nowhere:1");
        settings.put(StreamsConfig.STATE_DIR_CONFIG, stateDir.toString());
        settings.put(StreamsConfig.ROCKSDB_CONFIG_SETTER_CLASS_CONFIG, FanOutRocksDb.class);
        return settings;
    }
}
