package dev.hooklane.fanout;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hooklane.catalogue.Catalogue;
import dev.hooklane.catalogue.CatalogueCodec;
import dev.hooklane.catalogue.CatalogueType;
import dev.hooklane.catalogue.DataSchema;
import dev.hooklane.catalogue.FixedTypes;
import dev.hooklane.catalogue.SchemaInForce;
import dev.hooklane.delivery.Delivery;
import dev.hooklane.endpoint.Endpoint;
import dev.hooklane.endpoint.EndpointCodec;
import dev.hooklane.endpoint.EndpointDirectory;
import dev.hooklane.endpoint.EndpointId;
import dev.hooklane.endpoint.Endpoints;
import dev.hooklane.erasure.Erasures;
import dev.hooklane.event.EventType;
import dev.hooklane.event.RejectReason;
import dev.hooklane.retry.RetrySchedule;
import dev.hooklane.topic.Topics;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TestOutputTopic;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.test.TestRecord;
import tools.jackson.databind.json.JsonMapper;

/** The fan-out on the test driver, with a catalogue that can be out of reach. */
final class CatalogueDriver {
    static final Instant NOW = Instant.parse("2026-01-15T10:30:05Z");
    static final EventType PAID = new EventType("order.paid");

    private final Topics topics = new Topics("hooklane.", RetrySchedule.DEFAULT, 0);
    private final EndpointDirectory directory = new EndpointDirectory();
    private final EndpointCodec codec = new EndpointCodec(Endpoints.plainCipher());
    final Erasures erasures = new Erasures();
    final TestMarks marks = new TestMarks(Endpoints.plainCipher());
    private final Catalogue catalogue = new Catalogue(FixedTypes.defaults());
    final List<RejectReason> rejected = new ArrayList<>();
    final List<Long> caughtUpTo = new ArrayList<>();
    Runnable unread = () -> {};
    boolean reachable = true;
    private final TopologyTestDriver driver;
    private final FanOutTopics on;
    final TestInputTopic<byte[], byte[]> events;
    final TestOutputTopic<byte[], byte[]> deliveries;
    final TestOutputTopic<byte[], byte[]> rejections;

    CatalogueDriver(Path stateDir) {
        driver =
                new TopologyTestDriver(
                        FanOutTopology.fanOut(
                                topics,
                                new EndpointFeed(directory, codec),
                                new FanOutTopology.Parts(
                                        new EventGate(
                                                catalogue, FanOutDriver.OWN_MARKS, this::catchUp),
                                        directory,
                                        erasures,
                                        marks,
                                        meter())),
                        FanOutDriver.settings(stateDir),
                        NOW);
        on = new FanOutTopics(driver, topics);
        events = on.events;
        deliveries = on.deliveries;
        rejections = on.rejections;
        put(Endpoints.of(Endpoints.ACCOUNT, 1, "*"));
    }

    void close() {
        driver.close();
    }

    private boolean catchUp(int partition, long offset) {
        assertThat(partition).isZero();
        caughtUpTo.add(offset);
        unread.run();
        return reachable;
    }

    static CatalogueType paid() {
        return new CatalogueType(
                PAID,
                "An order was paid.",
                "{}",
                Optional.empty(),
                Optional.empty(),
                Optional.of(NOW));
    }

    static CatalogueType paid(String schema, Instant since) {
        DataSchema read = DataSchema.read(JsonMapper.shared().readTree(schema));
        return new CatalogueType(
                PAID,
                "An order was paid.",
                "{}",
                Optional.of(new SchemaInForce(read, since)),
                Optional.empty(),
                Optional.of(since));
    }

    void write(CatalogueType type) {
        catalogue.follow(CatalogueCodec.key(type.type()), CatalogueCodec.write(type));
    }

    Endpoint put(Endpoint endpoint) {
        return on.put(endpoint);
    }

    void publish(String data) {
        publish(data, new RecordHeaders());
    }

    void publish(String data, EndpointId endpoint, String mark) {
        Headers headers = new RecordHeaders();
        headers.add(FanOutTopology.ENDPOINT_HEADER, endpoint.value().getBytes(UTF_8));
        headers.add(FanOutTopology.TEST_HEADER, mark.getBytes(UTF_8));
        publish(data, headers);
    }

    void publish(String data, Headers headers) {
        String event =
                "{\"id\":\"evt_1\",\"type\":\"order.paid\",\"timestamp\":\"2026-01-15T10:30:00Z\",\"data\":%s}"
                        .formatted(data);
        events.pipeInput(
                new TestRecord<>("acct_1".getBytes(UTF_8), event.getBytes(UTF_8), headers, NOW));
    }

    List<Delivery> delivered() {
        return on.delivered();
    }

    private FanOutMeter meter() {
        return new FanOutMeter() {
            @Override
            public void accepted(int count, int left) {}

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
}
