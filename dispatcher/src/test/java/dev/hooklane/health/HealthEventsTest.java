package dev.hooklane.health;

import static dev.hooklane.health.WatchedEndpoint.FAILING_AFTER;
import static dev.hooklane.health.WatchedEndpoint.FIVE_DAYS;
import static dev.hooklane.health.WatchedEndpoint.NOW;
import static dev.hooklane.health.WatchedEndpoint.attempt;
import static dev.hooklane.health.WatchedEndpoint.endpoint;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hooklane.delivery.DeadLetterReason;
import dev.hooklane.delivery.Delivery;
import dev.hooklane.delivery.Trigger;
import dev.hooklane.event.Event;
import dev.hooklane.event.EventReader;
import dev.hooklane.event.EventReading;
import dev.hooklane.event.EventType;
import dev.hooklane.event.EventTypes;
import dev.hooklane.event.KnownTypes;
import dev.hooklane.lookup.HeaderTexts;
import dev.hooklane.retry.NextMove;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;

/** What accounts are told of their endpoints' health. */
final class HealthEventsTest {
    private final WatchedEndpoint watched = new WatchedEndpoint();

    @Test
    void soManyFailuresInARowAreToldOnceHoweverShortTheTime() {
        for (int n = 1; n < FAILING_AFTER; n++) {
            watched.attempted(500, Duration.ofMillis(n));
        }
        assertThat(watched.told()).isEmpty();
        watched.attempted(500, Duration.ofSeconds(1));
        watched.attempted(500, Duration.ofSeconds(2));
        assertThat(watched.told()).containsExactly("endpoint.failing");

        watched.attempted(200, Duration.ofSeconds(3));
        watched.attempted(500, Duration.ofSeconds(4));

        assertThat(watched.told()).containsExactly("endpoint.failing", "endpoint.recovered");
    }

    @Test
    void whatKafkaDidNotTakeIsToldAtTheNextFailure() {
        for (int n = 1; n < FAILING_AFTER; n++) {
            watched.attempted(500, Duration.ofMillis(n));
        }
        watched.kafka = false;
        watched.attempted(500, Duration.ofSeconds(1));
        watched.kafka = true;
        assertThat(watched.told()).isEmpty();

        watched.attempted(500, Duration.ofSeconds(2));

        assertThat(watched.told()).containsExactly("endpoint.failing");
    }

    @Test
    void aSuccessBeginsTheCountAnewAndIsTold() {
        watched.attempted(500, Duration.ZERO);
        watched.attempted(500, Duration.ofHours(13));
        watched.attempted(200, Duration.ofHours(14));
        watched.attempted(500, FIVE_DAYS);

        assertThat(watched.told()).containsExactly("endpoint.failing", "endpoint.recovered");
        assertThat(watched.directory.health(watched.endpoint.id())).isEmpty();
    }

    @Test
    void manySuccessesTellOfOneRecovery() {
        watched.attempted(500, Duration.ZERO);
        watched.attempted(500, Duration.ofHours(13));
        watched.readBack = false;
        watched.attempted(200, Duration.ofHours(14));
        watched.attempted(200, Duration.ofHours(14).plusMillis(3));
        watched.attempted(500, FIVE_DAYS);

        assertThat(watched.told()).containsExactly("endpoint.failing", "endpoint.recovered");
    }

    @Test
    void anExhaustedDeliveryIsToldWithTheSameIdWhenRepeated() {
        exhausted("message.created");
        exhausted("message.created");

        assertThat(watched.told()).containsExactly("delivery.exhausted", "delivery.exhausted");
        assertThat(watched.event(0).path("id")).isEqualTo(watched.event(1).path("id"));
        assertThat(watched.data(0).path("eventType").asString()).isEqualTo("message.created");
        assertThat(watched.data(0).path("lastOutcome").asString()).isEqualTo("status_5xx");
    }

    @Test
    void anExhaustedDeliveryOfHooklanesOwnEventsCausesNoOther() {
        exhausted("delivery.exhausted");
        exhausted("endpoint.failing");
        exhausted("webhook.test");

        assertThat(watched.told()).isEmpty();
    }

    @Test
    void anExhaustedTestIsToldToNobody() {
        exhausted(watched.delivery("message.created", Trigger.TEST));

        assertThat(watched.told()).isEmpty();
    }

    @Test
    void whatNobodyAsksForIsNotWritten() {
        watched.directory.remove(endpoint(2, "*").id());

        exhausted("message.created");

        assertThat(watched.written).isEmpty();
    }

    @Test
    void eachIsMarkedAsHooklanesOwn() {
        exhausted("message.created");

        ProducerRecord<byte[], byte[]> record = watched.written.getLast();
        EventReading reading =
                new EventReader(KnownTypes.any()).read(record.value(), Map.of(), Instant.MIN);
        Event event = ((EventReading.Accepted) reading).event();
        assertThat(
                        WatchedEndpoint.MARKS.forgery(
                                HeaderTexts.of(record.headers()),
                                watched.endpoint.account(),
                                event,
                                Instant.MAX))
                .isEmpty();
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

    private void exhausted(String type) {
        exhausted(watched.delivery(type));
    }

    private void exhausted(Delivery delivery) {
        watched.watch.attempted(
                delivery,
                watched.endpoint,
                attempt(500, NOW),
                new NextMove.GiveUp(DeadLetterReason.EXHAUSTED),
                () -> watched.owned);
    }
}
