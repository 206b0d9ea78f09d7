package dev.hooklane.fanout;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hooklane.catalogue.Catalogue;
import dev.hooklane.catalogue.FixedTypes;
import dev.hooklane.delivery.DeliveryRecords;
import dev.hooklane.delivery.SourceEvent;
import dev.hooklane.endpoint.Endpoint;
import dev.hooklane.endpoint.EndpointCodec;
import dev.hooklane.endpoint.EndpointDirectory;
import dev.hooklane.endpoint.Endpoints;
import dev.hooklane.erasure.Erasures;
import dev.hooklane.event.RejectReason;
import dev.hooklane.retry.RetrySchedule;
import dev.hooklane.topic.Topics;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TestOutputTopic;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What our own code fails on is set aside, and the events behind it go on. */
final class FanOutFaultTest {
    private static final String GOOD =
            """
            {"id":"evt_1","type":"message.created","timestamp":"2026-01-15T10:30:00Z","data":{"n":1}}\
            """;
    private static final String FAULTY = GOOD.replace("message.created", "order.made");

    private final Topics topics = new Topics("hooklane.", RetrySchedule.DEFAULT, 0);
    private final EndpointCodec codec = new EndpointCodec(Endpoints.plainCipher());
    private final List<RejectReason> rejected = new ArrayList<>();

    /** Thrown where the catalogue is asked whether it knows a type. */
    private Throwable fault = new AssertionError("no fault was chosen");

    /** Whether what is made of an event can't be written as a delivery. */
    private boolean noDelivery;

    private final TopologyTestDriver driver;
    private final FanOutTopics on;
    private final TestInputTopic<byte[], byte[]> events;
    private final TestOutputTopic<byte[], byte[]> deliveries;
    private final TestOutputTopic<byte[], byte[]> rejections;

    FanOutFaultTest(@TempDir Path stateDir) {
        EndpointDirectory directory = new EndpointDirectory();
        Properties settings = new Properties();
        settings.put(StreamsConfig.APPLICATION_ID_CONFIG, "test");
        settings.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, "nowhere:1");
        settings.put(StreamsConfig.STATE_DIR_CONFIG, stateDir.toString());
        settings.put(StreamsConfig.ROCKSDB_CONFIG_SETTER_CLASS_CONFIG, FanOutRocksDb.class);
        settings.put("processing.exception.handler.global.enabled", true);
        FaultHandlers.addTo(settings, topics, meter());
        driver =
                new TopologyTestDriver(
                        FanOutTopology.fanOut(
                                topics,
                                new EndpointFeed(directory, codec),
                                new FanOutTopology.Parts(
                                        new EventGate(
                                                new Catalogue(FixedTypes.defaults()),
                                                FanOutDriver.OWN_MARKS,
                                                (_, _) -> fail()),
                                        new TestMarks(Endpoints.plainCipher()),
                                        new FanOutTopology.Known(
                                                directory, () -> true, new Erasures()),
                                        new FanOutTopology.Watchers(meter(), this::tracing),
                                        ShareRules.none())),
                        settings);
        on = new FanOutTopics(driver, topics);
        events = on.events;
        deliveries = on.deliveries;
        rejections = on.rejections;
    }

    @AfterEach
    void close() {
        driver.close();
    }

    @Test
    void anUnforeseenExceptionRejectsTheOneEventAndTheNextIsDelivered() {
        put(Endpoints.of(Endpoints.ACCOUNT, 1, "*"));
        fault = new IllegalStateException("a fault\nof ours");

        publish(FAULTY);
        publish(GOOD);

        TestRecord<byte[], byte[]> set = rejections.readRecord();
        assertThat(set.value()).isEqualTo(FAULTY.getBytes(UTF_8));
        assertThat(header(set, "hooklane-reason")).isEqualTo("internal_error");
        assertThat(header(set, "hooklane-reason-detail"))
                .isEqualTo(
                        "Hooklane failed on it: java.lang.IllegalStateException: a fault of ours");
        assertThat(header(set, "hooklane-source")).isEqualTo("hooklane.events:0@0");
        assertThat(rejected).containsExactly(RejectReason.INTERNAL_ERROR);
        assertThat(deliveries.getQueueSize()).isEqualTo(1);
    }

    @Test
    void soDoesAStackThatOverflows() {
        put(Endpoints.of(Endpoints.ACCOUNT, 1, "*"));
        fault = new StackOverflowError();

        publish(FAULTY);
        publish(GOOD);

        assertThat(header(rejections.readRecord(), "hooklane-reason")).isEqualTo("internal_error");
        assertThat(deliveries.getQueueSize()).isEqualTo(1);
    }

    @Test
    void anEndpointThatNoDeliveryCanBeMadeForIsNamed() {
        Endpoint endpoint = put(Endpoints.of(Endpoints.ACCOUNT, 1, "*"));
        noDelivery = true;
        publish(GOOD);
        noDelivery = false;
        publish(GOOD);

        assertThat(header(rejections.readRecord(), "hooklane-reason-detail"))
                .contains(endpoint.id().value());
        assertThat(rejected).containsExactly(RejectReason.INTERNAL_ERROR);
        assertThat(deliveries.getQueueSize()).isEqualTo(1);
    }

    @Test
    void whatKafkaFailsOnIsNoFaultOfTheEventAndIsNotGoneOnFrom() {
        fault = new TimeoutException("no broker answers");

        assertThatThrownBy(() -> publish(FAULTY)).hasRootCause(fault);

        assertThat(rejections.isEmpty()).isTrue();
        assertThat(rejected).isEmpty();
    }

    @Test
    void neitherIsAnErrorOfTheMachine() {
        fault = new OutOfMemoryError("no heap");

        assertThatThrownBy(() -> publish(FAULTY)).isSameAs(fault);

        assertThat(rejections.isEmpty()).isTrue();
    }

    @Test
    void anEventThatUnpacksToMoreThanARequestTakesIsCut() {
        put(Endpoints.of(Endpoints.ACCOUNT, 1, "*"));

        publish("a".repeat(3 << 20));
        publish(GOOD);

        TestRecord<byte[], byte[]> set = rejections.readRecord();
        assertThat(set.value()).hasSize(RejectedCopy.VALUE_KEPT);
        assertThat(header(set, "hooklane-whole-bytes")).isEqualTo(Integer.toString(3 << 20));
        assertThat(deliveries.getQueueSize()).isEqualTo(1);
    }

    private FanOutTracing tracing() {
        return new FanOutTracing() {
            @Override
            @SuppressWarnings("NullAway") // What it never does in earnest.
            public SourceEvent begin(SourceEvent event) {
                return noDelivery ? null : event;
            }

            @Override
            public void end(int count) {}
        };
    }

    private boolean fail() {
        if (fault instanceof Error error) {
            throw error;
        }
        throw (RuntimeException) fault;
    }

    private Endpoint put(Endpoint endpoint) {
        return on.put(endpoint);
    }

    private void publish(String value) {
        events.pipeInput("acct_1".getBytes(UTF_8), value.getBytes(UTF_8));
    }

    private static String header(TestRecord<byte[], byte[]> record, String name) {
        return DeliveryRecords.optional(record.headers(), name).orElseThrow();
    }

    private FanOutMeter meter() {
        return new FanOutMeter() {
            @Override
            public void accepted(int count, int filtered) {}

            @Override
            public void repeated() {}

            @Override
            public void rejected(RejectReason reason) {
                rejected.add(reason);
            }
        };
    }
}
