package dev.hooklane.health;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hooklane.delivery.Attempt;
import dev.hooklane.delivery.AttemptOutcome;
import dev.hooklane.delivery.DeadLetterReason;
import dev.hooklane.delivery.Delivery;
import dev.hooklane.delivery.DeliveryId;
import dev.hooklane.delivery.SourceEvent;
import dev.hooklane.delivery.Trigger;
import dev.hooklane.endpoint.Endpoint;
import dev.hooklane.endpoint.EndpointDirectory;
import dev.hooklane.endpoint.EndpointHealth;
import dev.hooklane.endpoint.EndpointId;
import dev.hooklane.endpoint.EndpointSecret;
import dev.hooklane.endpoint.EndpointSettings;
import dev.hooklane.endpoint.EndpointState;
import dev.hooklane.endpoint.EventSelection;
import dev.hooklane.endpoint.HealthCodec;
import dev.hooklane.event.AccountId;
import dev.hooklane.event.EventId;
import dev.hooklane.event.EventType;
import dev.hooklane.event.EventTypes;
import dev.hooklane.event.Payload;
import dev.hooklane.retry.NextMove;
import dev.hooklane.retry.RetrySchedule;
import dev.hooklane.topic.KafkaUnavailableException;
import dev.hooklane.topic.Topics;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

final class HealthWatchTest {
    private static final Topics TOPICS = new Topics("", RetrySchedule.DEFAULT, 0);
    private static final Instant NOW = Instant.parse("2026-01-15T10:30:00Z");
    private static final AccountId ACCOUNT = new AccountId("acct_1");
    private static final Duration FIVE_DAYS = Duration.ofDays(5);
    private static final int GONE = 410;
    private static final int FAILING_AFTER = 100;

    private final EndpointDirectory directory = new EndpointDirectory();
    private final List<ProducerRecord<byte[], byte[]>> written = new ArrayList<>();
    private final Endpoint endpoint = endpoint(1, "*");
    private int events;
    private boolean kafka = true;
    private boolean readBack = true;
    private boolean owned = true;
    private HealthWatch watch = watch();

    HealthWatchTest() {
        directory.put(endpoint);
        directory.put(endpoint(2, "endpoint.*", "delivery.*"));
    }

    @Test
    void goneDisablesTheEndpointOnceAndTellsTheAccount() {
        attempted(GONE, Duration.ZERO);
        attempted(GONE, Duration.ofSeconds(1));

        assertThat(told()).containsExactly("endpoint.disabled");
        assertThat(directory.find(endpoint.id()).orElseThrow().state())
                .isEqualTo(new EndpointState.Disabled("it answered 410 Gone"));
        assertThat(data(0).path("reason").asString()).isEqualTo("it answered 410 Gone");
        assertThat(data(0).path("endpointId").asString()).isEqualTo(endpoint.id().value());
    }

    @Test
    void goneOfTheFormerUrlSaysNothingOfTheNewOne() {
        directory.put(endpoint.withState(new EndpointState.Enabled(), NOW.plusMillis(1)));

        attempted(GONE, Duration.ZERO);

        assertThat(directory.find(endpoint.id()).orElseThrow().state())
                .isEqualTo(new EndpointState.Enabled());
    }

    @Test
    void fiveDaysOfFailuresDisableIt() {
        attempted(500, Duration.ZERO);
        attempted(500, Duration.ofHours(11));
        assertThat(told()).isEmpty();
        attempted(500, Duration.ofHours(12));
        attemptedEach(Duration.ofHours(8), Duration.ofHours(20), Duration.ofHours(119));
        assertThat(told()).containsExactly("endpoint.failing");
        assertThat(data(0).path("failingSince").asString()).isEqualTo("2026-01-15T10:30:00Z");
        assertThat(data(0).path("disabledFrom").asString()).isEqualTo("2026-01-20T10:30:00Z");
        attempted(500, FIVE_DAYS);

        assertThat(told()).containsExactly("endpoint.failing", "endpoint.disabled");
        assertThat(directory.find(endpoint.id()).orElseThrow().state())
                .isEqualTo(new EndpointState.Disabled("every attempt failed for 120h"));
    }

    @Test
    void soManyFailuresInARowAreToldOnceHoweverShortTheTime() {
        for (int n = 1; n < FAILING_AFTER; n++) {
            attempted(500, Duration.ofMillis(n));
        }
        assertThat(told()).isEmpty();
        attempted(500, Duration.ofSeconds(1));
        attempted(500, Duration.ofSeconds(2));
        assertThat(told()).containsExactly("endpoint.failing");

        attempted(200, Duration.ofSeconds(3));
        attempted(500, Duration.ofSeconds(4));

        assertThat(told()).containsExactly("endpoint.failing", "endpoint.recovered");
    }

    @Test
    void whatKafkaDidNotTakeIsToldAtTheNextFailure() {
        for (int n = 1; n < FAILING_AFTER; n++) {
            attempted(500, Duration.ofMillis(n));
        }
        kafka = false;
        attempted(500, Duration.ofSeconds(1));
        kafka = true;
        assertThat(told()).isEmpty();

        attempted(500, Duration.ofSeconds(2));

        assertThat(told()).containsExactly("endpoint.failing");
    }

    @Test
    void aSuccessBeginsTheCountAnewAndIsTold() {
        attempted(500, Duration.ZERO);
        attempted(500, Duration.ofHours(13));
        attempted(200, Duration.ofHours(14));
        attempted(500, FIVE_DAYS);

        assertThat(told()).containsExactly("endpoint.failing", "endpoint.recovered");
        assertThat(directory.health(endpoint.id())).isEmpty();
    }

    @Test
    void manySuccessesTellOfOneRecovery() {
        attempted(500, Duration.ZERO);
        attempted(500, Duration.ofHours(13));
        readBack = false;
        attempted(200, Duration.ofHours(14));
        attempted(200, Duration.ofHours(14).plusMillis(3));
        attempted(500, FIVE_DAYS);

        assertThat(told()).containsExactly("endpoint.failing", "endpoint.recovered");
    }

    @Test
    void aRestartForgetsNothingOnceItIsNoted() {
        attempted(500, Duration.ZERO);
        attempted(500, Duration.ofMinutes(72));
        assertThat(directory.health(endpoint.id()))
                .hasValueSatisfying(health ->
                        assertThat(health)
                                .isInstanceOfSatisfying(
                                        EndpointHealth.Failing.class,
                                        failing -> {
                                            assertThat(failing.since()).isEqualTo(NOW);
                                            assertThat(failing.told()).isFalse();
                                        }));

        for (int hour = 8; hour < 120; hour += 8) {
            watch = watch();
            attempted(500, Duration.ofHours(hour));
        }
        assertThat(told()).containsExactly("endpoint.failing");
        watch = watch();
        attempted(500, FIVE_DAYS);

        assertThat(told()).containsExactly("endpoint.failing", "endpoint.disabled");
    }

    @Test
    void oneFailureAfterAQuietGapDisablesNothing() {
        attempted(500, Duration.ZERO);
        attempted(500, Duration.ofHours(11));

        attempted(500, Duration.ofDays(30));

        assertThat(told()).containsExactly("endpoint.failing");
        assertThat(directory.find(endpoint.id()).orElseThrow().state())
                .isEqualTo(new EndpointState.Enabled());
    }

    @Test
    void afterARestartNeither() {
        attempted(500, Duration.ZERO);
        attempted(500, Duration.ofHours(11));
        watch = watch();

        attempted(500, Duration.ofDays(30));

        assertThat(told()).containsExactly("endpoint.failing");
    }

    @Test
    void anEndpointWithFewEventsIsDisabledWhenAllOfThemHaveFailed() {
        for (int week = 0; week < 3; week++) {
            attemptedEach(
                    Duration.ofHours(2),
                    Duration.ofDays(7L * week),
                    Duration.ofDays(7L * week).plusHours(11));
        }
        assertThat(told()).containsExactly("endpoint.failing");

        attempted(500, Duration.ofDays(21));

        assertThat(told()).containsExactly("endpoint.failing", "endpoint.disabled");
    }

    @Test
    void theFailuresOfOneDeliveryAloneDisableNothing() {
        for (int day = 0; day < 20; day++) {
            watch.attempted(
                    delivery("message.created"),
                    endpoint,
                    attempt(500, NOW.plus(Duration.ofDays(day))),
                    new NextMove.Finish(),
                    () -> owned);
        }

        assertThat(told()).containsExactly("endpoint.failing");
    }

    @Test
    void whatAnEarlierReleaseHasWrittenIsGoneOnFrom() {
        directory.putHealth(
                endpoint.id(),
                HealthCodec.read(
                        "{\"v\":1,\"of\":\"%s\",\"failingSince\":\"%s\",\"told\":true}"
                                .formatted(NOW, NOW)
                                .getBytes(UTF_8)));
        attempted(500, Duration.ofDays(6));
        assertThat(told()).isEmpty();

        attemptedEach(Duration.ofHours(8), Duration.ofDays(6), Duration.ofDays(10));

        assertThat(told()).containsExactly("endpoint.disabled");
    }

    @Test
    void failuresBeforeTheEndpointMovedAwayDontCount() {
        attempted(500, Duration.ZERO);
        owned = false;

        attempted(500, FIVE_DAYS);

        assertThat(told()).isEmpty();
    }

    @Test
    void whatKafkaDidNotTakeIsTriedAgain() {
        kafka = false;
        attempted(GONE, Duration.ZERO);
        kafka = true;

        attempted(GONE, Duration.ofSeconds(1));

        assertThat(told()).containsExactly("endpoint.disabled");
    }

    @Test
    void shortFailuresWriteNothing() {
        for (int minute = 0; minute < 60; minute++) {
            attempted(500, Duration.ofMinutes(minute));
        }
        attempted(200, Duration.ofHours(1));

        assertThat(written).isEmpty();
    }

    @Test
    void anExhaustedDeliveryIsToldWithTheSameIdWhenRepeated() {
        exhausted("message.created");
        exhausted("message.created");

        assertThat(told()).containsExactly("delivery.exhausted", "delivery.exhausted");
        assertThat(event(0).path("id")).isEqualTo(event(1).path("id"));
        assertThat(data(0).path("eventType").asString()).isEqualTo("message.created");
        assertThat(data(0).path("lastOutcome").asString()).isEqualTo("status_5xx");
    }

    @Test
    void anExhaustedDeliveryOfHooklanesOwnEventsCausesNoOther() {
        exhausted("delivery.exhausted");
        exhausted("endpoint.failing");
        exhausted("webhook.test");

        assertThat(told()).isEmpty();
    }

    @Test
    void anExhaustedTestIsToldToNobody() {
        exhausted(delivery("message.created", Trigger.TEST));

        assertThat(told()).isEmpty();
    }

    @Test
    void whatNobodyAsksForIsNotWritten() {
        directory.remove(endpoint(2, "*").id());

        exhausted("message.created");

        assertThat(written).isEmpty();
    }

    @Test
    void everyOperationalTypeIsInTheCatalogue() {
        assertThat(EventTypes.defaults().all())
                .extracting(EventType::value)
                .contains(
                        "endpoint.disabled",
                        "endpoint.failing",
                        "endpoint.recovered",
                        "delivery.exhausted");
    }

    private void attemptedEach(Duration step, Duration from, Duration to) {
        for (Duration at = from; at.compareTo(to) <= 0; at = at.plus(step)) {
            attempted(500, at);
        }
    }

    private void attempted(int status, Duration after) {
        watch.attempted(
                delivery("evt_" + ++events, "message.created", Trigger.EVENT),
                endpoint,
                attempt(status, NOW.plus(after)),
                new NextMove.Finish(),
                () -> owned);
    }

    private void exhausted(String type) {
        exhausted(delivery(type));
    }

    private void exhausted(Delivery delivery) {
        watch.attempted(
                delivery,
                endpoint,
                attempt(500, NOW),
                new NextMove.GiveUp(DeadLetterReason.EXHAUSTED),
                () -> owned);
    }

    private static Attempt attempt(int status, Instant at) {
        AttemptOutcome outcome =
                status == 200
                        ? new AttemptOutcome.Success(status, "")
                        : new AttemptOutcome.ErrorStatus(status, Optional.empty(), "");
        return new Attempt(5, at, Duration.ZERO, outcome);
    }

    private Delivery delivery(String type) {
        return delivery(type, Trigger.EVENT);
    }

    private Delivery delivery(String type, Trigger trigger) {
        return delivery("evt_1", type, trigger);
    }

    private Delivery delivery(String id, String type, Trigger trigger) {
        EventId event = new EventId(id);
        return Delivery.first(
                DeliveryId.of(event, NOW).to(endpoint.id()),
                endpoint.id(),
                new SourceEvent(
                        event,
                        new EventType(type),
                        ACCOUNT,
                        NOW,
                        new SourceEvent.Origin(0, 7),
                        Optional.empty(),
                        Optional.empty()),
                trigger,
                Payload.of("{}".getBytes(UTF_8)));
    }

    private static Endpoint endpoint(long seed, String... types) {
        Random random = new Random(seed);
        return new Endpoint(
                EndpointId.random(random),
                ACCOUNT,
                URI.create("https://example.com/?token=secret"),
                "",
                EventSelection.of(types),
                Map.of(),
                EndpointSettings.defaults(),
                new EndpointState.Enabled(),
                List.of(EndpointSecret.random(random, NOW)),
                NOW,
                NOW);
    }

    private HealthWatch watch() {
        return HealthWatch.of(directory, this::write, TOPICS, FIVE_DAYS, FAILING_AFTER);
    }

    private void write(ProducerRecord<byte[], byte[]> record) {
        if (!kafka) {
            throw new KafkaUnavailableException("no broker", new IllegalStateException());
        }
        written.add(record);
        if (readBack && record.topic().equals(TOPICS.endpoints())) {
            EndpointId id = HealthCodec.endpointOf(record.key());
            if (record.value() == null) {
                directory.removeHealth(id);
            } else {
                directory.putHealth(id, HealthCodec.read(record.value()));
            }
        }
    }

    private List<String> told() {
        return events().stream().map(event -> event.path("type").asString()).toList();
    }

    private JsonNode event(int index) {
        return events().get(index);
    }

    private JsonNode data(int index) {
        return event(index).path("data");
    }

    private List<JsonNode> events() {
        return written.stream()
                .filter(record -> record.topic().equals(TOPICS.events()))
                .map(record -> JsonMapper.shared().readTree(record.value()))
                .toList();
    }
}
