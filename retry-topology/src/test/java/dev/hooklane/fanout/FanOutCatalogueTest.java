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
import dev.hooklane.delivery.DeliveryRecords;
import dev.hooklane.delivery.Trigger;
import dev.hooklane.endpoint.Endpoint;
import dev.hooklane.endpoint.EndpointCodec;
import dev.hooklane.endpoint.EndpointDirectory;
import dev.hooklane.endpoint.EndpointId;
import dev.hooklane.endpoint.Endpoints;
import dev.hooklane.erasure.Erasure;
import dev.hooklane.erasure.ErasureCodec;
import dev.hooklane.erasure.ErasureId;
import dev.hooklane.erasure.Erasures;
import dev.hooklane.event.AccountId;
import dev.hooklane.event.EventId;
import dev.hooklane.event.EventType;
import dev.hooklane.event.RejectReason;
import dev.hooklane.retry.RetrySchedule;
import dev.hooklane.topic.Topics;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TestOutputTopic;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

/** What the catalogue says of a type decides whether its events are fanned out. */
final class FanOutCatalogueTest {
    private static final Instant NOW = Instant.parse("2026-01-15T10:30:05Z");
    private static final EventType PAID = new EventType("order.paid");
    private static final String SCHEMA =
            "{\"properties\":{\"amount\":{\"type\":\"integer\"}},\"required\":[\"amount\"]}";

    private final Topics topics = new Topics("hooklane.", RetrySchedule.DEFAULT, 0);
    private final EndpointDirectory directory = new EndpointDirectory();
    private final EndpointCodec codec = new EndpointCodec(Endpoints.plainCipher());
    private final Erasures erasures = new Erasures();
    private final TestMarks marks = new TestMarks(Endpoints.plainCipher());
    private final Catalogue catalogue = new Catalogue(FixedTypes.defaults());
    private final List<RejectReason> rejected = new ArrayList<>();
    private final List<Long> caughtUpTo = new ArrayList<>();
    private Runnable unread = () -> {};
    private boolean reachable = true;
    private final TopologyTestDriver driver;
    private final TestInputTopic<byte[], byte[]> events;
    private final TestInputTopic<byte[], byte[]> endpoints;
    private final TestOutputTopic<byte[], byte[]> deliveries;
    private final TestOutputTopic<byte[], byte[]> rejections;

    FanOutCatalogueTest(@TempDir Path stateDir) {
        driver =
                new TopologyTestDriver(
                        FanOutTopology.fanOut(
                                topics,
                                new EndpointFeed(directory, codec),
                                new FanOutTopology.Parts(
                                        new EventGate(catalogue, this::catchUp),
                                        directory,
                                        erasures,
                                        marks,
                                        meter())),
                        settings(stateDir),
                        NOW);
        events = input(topics.events());
        endpoints = input(topics.endpoints());
        deliveries = output(topics.deliveries());
        rejections = output(topics.rejected());
        put(Endpoints.of(Endpoints.ACCOUNT, 1, "*"));
    }

    @AfterEach
    void close() {
        driver.close();
    }

    @Test
    void anEventOfATypeThatIsNotReadYetWaitsForTheCatalogueAndGoesOn() {
        unread = () -> write(paid());

        publish("{\"amount\":7}");

        assertThat(delivered()).hasSize(1);
        assertThat(rejected).isEmpty();
    }

    @Test
    void anEventOfATypeThatNobodyAddedIsRejectedOnceTheCatalogueIsRead() {
        publish("{\"amount\":7}");
        publish("{\"amount\":7}");

        assertThat(rejected).containsExactly(RejectReason.UNKNOWN_TYPE, RejectReason.UNKNOWN_TYPE);
        assertThat(caughtUpTo).containsExactly(0L, 1L);
        assertThat(detail()).isEqualTo("event type 'order.paid' is not in the catalogue");
    }

    @Test
    void aCatalogueThatCantBeReadHoldsNothingUpAndTheReasonSaysSo() {
        reachable = false;

        publish("{\"amount\":7}");

        assertThat(rejected).containsExactly(RejectReason.UNKNOWN_TYPE);
        assertThat(detail())
                .endsWith("the catalogue could not be read up to when it was published");
    }

    @Test
    void whatIsAcceptedOrNoEventNeverWaitsForTheCatalogue() {
        write(paid());

        publish("{\"amount\":7}");
        events.pipeInput("acct_1".getBytes(UTF_8), "no JSON".getBytes(UTF_8));

        assertThat(rejected).containsExactly(RejectReason.NOT_JSON);
        assertThat(caughtUpTo).isEmpty();
    }

    @Test
    void dataThatDoesNotMatchTheSchemaIsRejectedWithItsPlace() {
        write(paid(SCHEMA, NOW.minusSeconds(1)));

        publish("{\"amount\":\"secret\"}");
        publish("{\"amount\":7}");

        assertThat(rejected).containsExactly(RejectReason.SCHEMA_MISMATCH);
        assertThat(detail())
                .isEqualTo(
                        "data of event evt_1 does not match the schema of order.paid: /amount string found, integer expected");
        assertThat(delivered()).hasSize(1);
    }

    @Test
    void aLooserSchemaThatIsNotReadYetIsWaitedFor() {
        write(paid(SCHEMA, NOW.minusSeconds(2)));
        unread = () -> write(paid("{}", NOW.minusSeconds(1)));

        publish("{\"amount\":\"much\"}");

        assertThat(delivered()).hasSize(1);
    }

    @Test
    void whatWasPublishedBeforeTheSchemaIsNotHeldToIt() {
        write(paid(SCHEMA, NOW.plusMillis(1)));

        publish("{\"amount\":\"much\"}");

        assertThat(delivered()).hasSize(1);
    }

    @Test
    void eventsOfAnArchivedTypeAreRejectedFromThenOn() {
        write(paid().archived(NOW));
        publish("{}");
        write(paid().archived(NOW.plusMillis(1)));
        publish("{}");

        assertThat(rejected).containsExactly(RejectReason.ARCHIVED_TYPE);
        assertThat(detail())
                .isEqualTo(
                        "event type order.paid is archived since 2026-01-15T10:30:05Z; no more of its events are accepted");
        assertThat(delivered()).hasSize(1);
    }

    @Test
    void anErasedEventThatTheCatalogueTurnsAwayIsNotCopiedToTheRejected() {
        write(paid().archived(NOW));
        ErasureId id = new ErasureId("ers_0123456789abcdef");
        erasures.follow(
                ErasureCodec.key(id),
                ErasureCodec.write(
                        new Erasure(
                                id,
                                Endpoints.ACCOUNT,
                                Optional.of(new EventId("evt_1")),
                                Instant.EPOCH,
                                "one",
                                Optional.empty(),
                                List.of())));

        publish("{}");

        assertThat(rejections.isEmpty()).isTrue();
        assertThat(deliveries.isEmpty()).isTrue();
    }

    @Test
    void aMarkedEventGoesToTheOneEndpointAsATestWhateverThatSelects() {
        write(paid());
        Endpoint tested = put(Endpoints.of(Endpoints.ACCOUNT, 2, "bot.*"));

        publish("{}", tested.id(), marks.mark(tested.id(), new EventId("evt_1")));

        assertThat(delivered())
                .singleElement()
                .satisfies(delivery -> {
                    assertThat(delivery.endpoint()).isEqualTo(tested.id());
                    assertThat(delivery.trigger()).isEqualTo(Trigger.TEST);
                    assertThat(delivery.event().type()).isEqualTo(PAID);
                });
    }

    @Test
    void aMarkReachesNoEndpointOfAnotherAccount() {
        write(paid());
        Endpoint others = put(Endpoints.of(new AccountId("acct_2"), 2, "*"));

        publish("{}", others.id(), marks.mark(others.id(), new EventId("evt_1")));

        assertThat(deliveries.isEmpty()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"of another event", "of another endpoint", "made up", ""})
    void aMarkThatIsNotGenuineChangesNothing(String which) {
        write(paid());
        Endpoint named = put(Endpoints.of(Endpoints.ACCOUNT, 2, "bot.*"));
        Endpoint other = put(Endpoints.of(Endpoints.ACCOUNT, 3, "bot.*"));
        EventId event = new EventId("evt_1");
        Map<String, String> bad =
                Map.of(
                        "of another event", marks.mark(named.id(), new EventId("evt_2")),
                        "of another endpoint", marks.mark(other.id(), event));

        publish("{}", named.id(), bad.getOrDefault(which, which));

        assertThat(delivered())
                .singleElement()
                .satisfies(delivery -> {
                    assertThat(delivery.endpoint()).isNotEqualTo(named.id());
                    assertThat(delivery.trigger()).isEqualTo(Trigger.EVENT);
                });
    }

    private boolean catchUp(int partition, long offset) {
        assertThat(partition).isZero();
        caughtUpTo.add(offset);
        unread.run();
        return reachable;
    }

    private static CatalogueType paid() {
        return new CatalogueType(
                PAID,
                "An order was paid.",
                "{}",
                Optional.empty(),
                Optional.empty(),
                Optional.of(NOW));
    }

    private static CatalogueType paid(String schema, Instant since) {
        DataSchema read = DataSchema.read(JsonMapper.shared().readTree(schema));
        return new CatalogueType(
                PAID,
                "An order was paid.",
                "{}",
                Optional.of(new SchemaInForce(read, since)),
                Optional.empty(),
                Optional.of(since));
    }

    private void write(CatalogueType type) {
        catalogue.follow(CatalogueCodec.key(type.type()), CatalogueCodec.write(type));
    }

    private Endpoint put(Endpoint endpoint) {
        endpoints.pipeInput(
                EndpointCodec.key(endpoint.account(), endpoint.id()), codec.write(endpoint));
        return endpoint;
    }

    private void publish(String data) {
        publish(data, new RecordHeaders());
    }

    private void publish(String data, EndpointId endpoint, String mark) {
        Headers headers = new RecordHeaders();
        headers.add(FanOutTopology.ENDPOINT_HEADER, endpoint.value().getBytes(UTF_8));
        headers.add(FanOutTopology.TEST_HEADER, mark.getBytes(UTF_8));
        publish(data, headers);
    }

    private void publish(String data, Headers headers) {
        String event =
                "{\"id\":\"evt_1\",\"type\":\"order.paid\",\"timestamp\":\"2026-01-15T10:30:00Z\",\"data\":%s}"
                        .formatted(data);
        events.pipeInput(
                new TestRecord<>("acct_1".getBytes(UTF_8), event.getBytes(UTF_8), headers, NOW));
    }

    private List<Delivery> delivered() {
        return deliveries.readRecordsToList().stream()
                .map(r -> DeliveryRecords.read(r.key(), r.value(), r.headers()))
                .toList();
    }

    private String detail() {
        return DeliveryRecords.optional(
                        rejections.readRecord().headers(), RejectedCopy.DETAIL_HEADER)
                .orElseThrow();
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

    private TestInputTopic<byte[], byte[]> input(String topic) {
        return driver.createInputTopic(topic, new ByteArraySerializer(), new ByteArraySerializer());
    }

    private TestOutputTopic<byte[], byte[]> output(String topic) {
        return driver.createOutputTopic(
                topic, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    private static Properties settings(Path stateDir) {
        Properties settings = new Properties();
        settings.put(StreamsConfig.APPLICATION_ID_CONFIG, "test");
        settings.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, "nowhere:1");
        settings.put(StreamsConfig.STATE_DIR_CONFIG, stateDir.toString());
        settings.put(StreamsConfig.ROCKSDB_CONFIG_SETTER_CLASS_CONFIG, FirstPublishedRocksDb.class);
        return settings;
    }
}
