package dev.hooklane.fanout;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hooklane.catalogue.Catalogue;
import dev.hooklane.catalogue.FixedTypes;
import dev.hooklane.delivery.Delivery;
import dev.hooklane.delivery.DeliveryId;
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
import dev.hooklane.event.RejectReason;
import dev.hooklane.filter.EventFilter;
import dev.hooklane.retry.RetrySchedule;
import dev.hooklane.topic.Topics;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TestOutputTopic;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.json.JsonMapper;

final class FanOutTopologyTest {
    private static final Instant NOW = Instant.parse("2026-01-15T10:30:05Z");
    private static final AccountId OTHER = new AccountId("acct_2");
    private static final String EVENT =
            """
            {"id":"evt_1","type":"message.created","timestamp":"2026-01-15T10:30:00Z","data":{"n":1}}\
            """;

    private final Topics topics = new Topics("hooklane.", RetrySchedule.DEFAULT, 0);
    private final EndpointDirectory directory = new EndpointDirectory();
    private final EndpointCodec codec = new EndpointCodec(Endpoints.plainCipher());
    private final EndpointFeed feed = new EndpointFeed(directory, codec);
    private final Erasures erasures = new Erasures();
    private final List<Integer> accepted = new ArrayList<>();
    private final List<Integer> filtered = new ArrayList<>();
    private final List<RejectReason> rejected = new ArrayList<>();
    private Runnable beforeEndpointsAreAsked = () -> {};
    private final Topology topology =
            FanOutTopology.fanOut(
                    topics,
                    feed,
                    new FanOutTopology.Parts(
                            new EventGate(new Catalogue(FixedTypes.defaults()), (_, _) -> true),
                            directory,
                            erasures,
                            new TestMarks(Endpoints.plainCipher()),
                            meter(),
                            () -> {
                                beforeEndpointsAreAsked.run();
                                return true;
                            },
                            FanOutTracing::none));
    private final TopologyTestDriver driver;
    private final TestInputTopic<byte[], byte[]> events;
    private final TestInputTopic<byte[], byte[]> endpoints;
    private final TestOutputTopic<byte[], byte[]> deliveries;
    private final TestOutputTopic<byte[], byte[]> rejections;

    FanOutTopologyTest(@TempDir Path stateDir) {
        driver = new TopologyTestDriver(topology, settings(stateDir), NOW);
        events = input(topics.events());
        endpoints = input(topics.endpoints());
        deliveries = output(topics.deliveries());
        rejections = output(topics.rejected());
    }

    @AfterEach
    void close() {
        driver.close();
    }

    @Test
    void theTopologyIsTheOneThatIsWrittenDown() throws IOException {
        try (InputStream golden = getClass().getResourceAsStream("/fan-out-topology.txt")) {
            assertThat(topology.describe().toString().strip())
                    .isEqualTo(new String(golden.readAllBytes(), UTF_8).strip());
        }
    }

    @Test
    void anEventBecomesOneDeliveryForEachEndpointThatAsks() {
        Endpoint exact = put(Endpoints.of(Endpoints.ACCOUNT, 1, "message.created"));
        Endpoint all = put(Endpoints.of(Endpoints.ACCOUNT, 2, "*"));
        put(Endpoints.of(Endpoints.ACCOUNT, 3, "bot.*"));
        put(Endpoints.of(OTHER, 4, "*"));

        publish("acct_1", EVENT);

        assertThat(delivered())
                .extracting(Delivery::endpoint)
                .containsExactlyInAnyOrder(exact.id(), all.id());
        assertThat(accepted).containsExactly(2);
    }

    @Test
    void anEndpointThatIsReadOfOnlyNowGetsTheEvent() {
        Endpoint made = Endpoints.of(Endpoints.ACCOUNT, 1, "*");
        beforeEndpointsAreAsked = () -> directory.put(made);

        publish("acct_1", EVENT);

        assertThat(delivered()).extracting(Delivery::endpoint).containsExactly(made.id());
    }

    @Test
    void aFilterLeavesOutWhatItsEndpointDoesNotWant() {
        Endpoint wanting = put(filtered(1, "{\"field\":\"/n\",\"atLeast\":1}", "message.*"));
        put(filtered(2, "{\"field\":\"/n\",\"atLeast\":2}", "message.*"));
        Endpoint all = put(Endpoints.of(Endpoints.ACCOUNT, 3, "*"));

        publish("acct_1", EVENT);

        assertThat(delivered())
                .extracting(Delivery::endpoint)
                .containsExactlyInAnyOrder(wanting.id(), all.id());
        assertThat(accepted).containsExactly(2);
        assertThat(filtered).containsExactly(1);
    }

    @Test
    void hooklanesOwnEventsAreNotFiltered() {
        put(filtered(1, "{\"field\":\"/n\",\"equals\":1}", "endpoint.*"));

        publish("acct_1", EVENT.replace("message.created", "endpoint.failing").replace("1}", "2}"));

        assertThat(delivered()).hasSize(1);
    }

    @Test
    void anErasedEventIsNotFannedOutAgain() {
        put(Endpoints.of(Endpoints.ACCOUNT, 1, "*"));
        erase(Optional.of(new EventId("evt_1")), Instant.EPOCH);

        publish("acct_1", EVENT);

        assertThat(deliveries.isEmpty()).isTrue();
        assertThat(rejections.isEmpty()).isTrue();
    }

    @Test
    void nothingOfAnErasedAccountGoesOnNorIsItRejected() {
        put(Endpoints.of(Endpoints.ACCOUNT, 1, "*"));
        erase(Optional.empty(), NOW);

        publish("acct_1", EVENT);
        publish("acct_1", "no JSON");

        assertThat(deliveries.isEmpty()).isTrue();
        assertThat(rejections.isEmpty()).isTrue();
    }

    @Test
    void anAccountThatIsUsedAnewAfterItsErasureGetsItsEvents() {
        put(Endpoints.of(Endpoints.ACCOUNT, 1, "*"));
        erase(Optional.empty(), NOW.minusMillis(1));

        publish("acct_1", EVENT);

        assertThat(delivered()).hasSize(1);
    }

    private static Endpoint filtered(int seed, String filter, String eventTypes) {
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

    private void erase(Optional<EventId> event, Instant erasedAt) {
        ErasureId id = new ErasureId("ers_0123456789abcdef");
        Erasure erasure =
                new Erasure(
                        id, Endpoints.ACCOUNT, event, erasedAt, "one", Optional.empty(), List.of());
        erasures.follow(ErasureCodec.key(id), ErasureCodec.write(erasure));
    }

    @Test
    void aDeliveryCarriesTheEventAndTheUnchangedPayload() {
        Endpoint endpoint = put(Endpoints.of(Endpoints.ACCOUNT, 1, "*"));
        Headers trace = new RecordHeaders();
        trace.add(
                "traceparent",
                "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01".getBytes(UTF_8));
        trace.add("tracestate", "vendor=1".getBytes(UTF_8));

        events.pipeInput(
                new TestRecord<>("acct_1".getBytes(UTF_8), EVENT.getBytes(UTF_8), trace, NOW));

        Delivery delivery = delivered().getFirst();
        assertThat(new String(delivery.payload().bytes(), UTF_8)).isEqualTo(EVENT);
        assertThat(delivery.id())
                .isEqualTo(
                        DeliveryId.of(new EventId("evt_1"), Instant.parse("2026-01-15T10:30:00Z"))
                                .to(endpoint.id()));
        assertThat(delivery.attempt()).isEqualTo(1);
        assertThat(delivery.trigger()).isEqualTo(Trigger.EVENT);
        assertThat(delivery.event().account()).isEqualTo(Endpoints.ACCOUNT);
        assertThat(delivery.event().publishedAt()).isEqualTo(NOW);
        assertThat(delivery.event().origin()).hasToString("0@0");
        assertThat(delivery.event().traceparent())
                .hasValueSatisfying(t -> assertThat(t).startsWith("00-"));
        assertThat(delivery.event().tracestate()).contains("vendor=1");
    }

    @Test
    void aRepeatedEventMakesTheSameDelivery() {
        put(Endpoints.of(Endpoints.ACCOUNT, 1, "*"));

        publish("acct_1", EVENT);
        publish("acct_1", EVENT);

        List<Delivery> both = delivered();
        assertThat(both).hasSize(2);
        assertThat(both.getFirst().id()).isEqualTo(both.getLast().id());
    }

    @Test
    void anEventThatNobodyAsksForIsAccepted() {
        publish("acct_1", EVENT);

        assertThat(deliveries.isEmpty()).isTrue();
        assertThat(rejections.isEmpty()).isTrue();
        assertThat(accepted).containsExactly(0);
    }

    @Test
    void aThousandAndOneEndpointsAllGetIt() {
        for (int i = 0; i < 1_001; i++) {
            put(Endpoints.of(Endpoints.ACCOUNT, i, "message.*"));
        }

        publish("acct_1", EVENT);

        assertThat(delivered())
                .extracting(Delivery::endpoint)
                .doesNotHaveDuplicates()
                .hasSize(1_001);
    }

    @Test
    void aDeletedEndpointGetsNothing() {
        Endpoint endpoint = put(Endpoints.of(Endpoints.ACCOUNT, 1, "*"));
        endpoints.pipeInput(EndpointCodec.key(endpoint.account(), endpoint.id()), (byte[]) null);

        publish("acct_1", EVENT);

        assertThat(deliveries.isEmpty()).isTrue();
        assertThat(directory.wasDeleted(endpoint.id())).isTrue();
    }

    @Test
    void aPausedEndpointStillGetsItsDeliveries() {
        Endpoint endpoint = Endpoints.of(Endpoints.ACCOUNT, 1, "*");
        put(endpoint.withState(new dev.hooklane.endpoint.EndpointState.Paused(), NOW));

        publish("acct_1", EVENT);

        assertThat(delivered()).hasSize(1);
    }

    @Test
    void anUnreadableEndpointGetsItsDeliveryToBeHeldAndTheOthersGoOn() {
        endpoints.pipeInput("acct_1/ep_0000000000000000".getBytes(UTF_8), "{".getBytes(UTF_8));
        endpoints.pipeInput("nonsense".getBytes(UTF_8), (byte[]) null);
        Endpoint readable = put(Endpoints.of(Endpoints.ACCOUNT, 1, "*"));

        publish("acct_1", EVENT);

        assertThat(delivered())
                .extracting(Delivery::endpoint)
                .containsExactlyInAnyOrder(new EndpointId("ep_0000000000000000"), readable.id());
    }

    @Test
    void ownWritesCanBeWaitedFor() throws InterruptedException {
        put(Endpoints.of(Endpoints.ACCOUNT, 1, "*"));

        assertThat(feed.await(0, 0, Duration.ofSeconds(1))).isTrue();
        assertThat(feed.await(0, 1, Duration.ofMillis(1))).isFalse();
    }

    @Test
    void theHeaderNamesTheAccountWhereTheKeyCant() {
        put(Endpoints.of(OTHER, 1, "*"));
        Headers headers = new RecordHeaders();
        headers.add("hooklane-account", "acct_2".getBytes(UTF_8));

        events.pipeInput(
                new TestRecord<>("order-7".getBytes(UTF_8), EVENT.getBytes(UTF_8), headers, NOW));

        assertThat(delivered()).extracting(d -> d.event().account()).containsExactly(OTHER);
    }

    @Test
    void aCloudEventIsAnEvent() {
        put(Endpoints.of(Endpoints.ACCOUNT, 1, "*"));
        Headers headers = new RecordHeaders();
        headers.add("ce_specversion", "1.0".getBytes(UTF_8));
        headers.add("ce_id", "evt_1".getBytes(UTF_8));
        headers.add("ce_source", "/chat".getBytes(UTF_8));
        headers.add("ce_type", "message.created".getBytes(UTF_8));
        headers.add("ce_time", "2026-01-15T10:30:00Z".getBytes(UTF_8));
        headers.add("ce_traceparent", "00-4bf9".getBytes(UTF_8));

        events.pipeInput(
                new TestRecord<>(
                        "acct_1".getBytes(UTF_8), "{\"n\":1}".getBytes(UTF_8), headers, NOW));

        Delivery delivery = delivered().getFirst();
        assertThat(new String(delivery.payload().bytes(), UTF_8)).isEqualTo(EVENT);
        assertThat(delivery.event().traceparent()).contains("00-4bf9");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "acct_1|nonsense|not_json",
                "acct_1|{'type':'message.created','timestamp':'2026-01-15T10:30:00Z','data':{}}|no_id",
                "acct_1|{'id':'evt_1','type':'order.made','timestamp':'2026-01-15T10:30:00Z','data':{}}|unknown_type",
                "acct_1|{'id':'evt_1','type':'message.created','timestamp':'2026-01-15T10:30:00Z','data':[]}|bad_data",
                "no account|{'id':'evt_1','type':'message.created','timestamp':'2026-01-15T10:30:00Z','data':{}}|bad_account"
            })
    void whatIsNoEventIsRejectedAsItCame(String key, String value, String reason) {
        put(Endpoints.of(Endpoints.ACCOUNT, 1, "*"));
        byte[] bytes = value.replace('\'', '"').getBytes(UTF_8);
        Headers headers = new RecordHeaders();
        headers.add("own", "kept".getBytes(UTF_8));

        events.pipeInput(new TestRecord<>(key.getBytes(UTF_8), bytes, headers, NOW));
        publish("acct_1", EVENT);

        TestRecord<byte[], byte[]> record = rejections.readRecord();
        assertThat(record.value()).isEqualTo(bytes);
        assertThat(record.key()).isEqualTo(key.getBytes(UTF_8));
        assertThat(DeliveryRecords.optional(record.headers(), "own")).contains("kept");
        assertThat(DeliveryRecords.optional(record.headers(), RejectedCopy.REASON_HEADER))
                .contains(reason);
        assertThat(DeliveryRecords.optional(record.headers(), RejectedCopy.DETAIL_HEADER))
                .isPresent();
        assertThat(rejected).extracting(RejectReason::code).containsExactly(reason);
        assertThat(delivered()).hasSize(1);
    }

    @Test
    void aRecordWithoutKeyOrValueIsRejected() {
        events.pipeInput((byte[]) null, EVENT.getBytes(UTF_8));
        events.pipeInput("acct_1".getBytes(UTF_8), (byte[]) null);

        assertThat(rejected).containsExactly(RejectReason.NO_ACCOUNT, RejectReason.NOT_JSON);
        assertThat(rejections.readValue()).isEqualTo(EVENT.getBytes(UTF_8));
        assertThat(rejections.readValue()).isNull();
    }

    @Test
    void theTestEventGoesToTheEndpointItNamesAlone() {
        Endpoint tested = put(Endpoints.of(Endpoints.ACCOUNT, 1, "bot.*"));
        put(Endpoints.of(Endpoints.ACCOUNT, 2, "*"));

        test(Optional.of(tested.id().value()));

        assertThat(delivered())
                .singleElement()
                .satisfies(delivery -> {
                    assertThat(delivery.endpoint()).isEqualTo(tested.id());
                    assertThat(delivery.trigger()).isEqualTo(Trigger.TEST);
                });
    }

    @Test
    void theTestEventReachesNobodyElsesEndpoint() {
        Endpoint others = put(Endpoints.of(OTHER, 1, "*"));

        test(Optional.of(others.id().value()));
        test(Optional.of("nonsense"));
        test(Optional.empty());

        assertThat(deliveries.isEmpty()).isTrue();
    }

    private void test(Optional<String> endpoint) {
        Headers headers = new RecordHeaders();
        endpoint.ifPresent(id -> headers.add(FanOutTopology.ENDPOINT_HEADER, id.getBytes(UTF_8)));
        byte[] value = EVENT.replace("message.created", "webhook.test").getBytes(UTF_8);
        events.pipeInput(new TestRecord<>("acct_1".getBytes(UTF_8), value, headers, NOW));
    }

    private Endpoint put(Endpoint endpoint) {
        endpoints.pipeInput(
                EndpointCodec.key(endpoint.account(), endpoint.id()), codec.write(endpoint));
        return endpoint;
    }

    private void publish(String account, String value) {
        events.pipeInput(
                new TestRecord<>(account.getBytes(UTF_8), value.getBytes(UTF_8), null, NOW));
    }

    private List<Delivery> delivered() {
        return deliveries.readRecordsToList().stream()
                .map(r -> DeliveryRecords.read(r.key(), r.value(), r.headers()))
                .toList();
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
