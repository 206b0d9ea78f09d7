package dev.hooklane.road;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hooklane.delivery.DeadLetterReason;
import dev.hooklane.delivery.Delivery;
import dev.hooklane.delivery.DeliveryHistory;
import dev.hooklane.delivery.DeliveryId;
import dev.hooklane.delivery.DeliveryStatus;
import dev.hooklane.endpoint.Endpoint;
import dev.hooklane.endpoint.EndpointSecret;
import dev.hooklane.endpoint.EndpointState;
import dev.hooklane.event.Event;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What an endpoint is at the time of an attempt counts, also for what was waiting before. */
@ExtendWith(Brokers.class)
class EndpointStatesIT {

    /** Long enough for a change to be read before the second attempt. */
    private static final Map<String, String> TWO_SECONDS = Map.of("retry.schedule", "0s,2s");

    private static final int QUEUED = 6;
    private static final String TYPE = "message.created";

    @Test
    void eventsOfPausedAndDisabledEndpointsAreKeptAsDeadLettersWithThatReason(Broker broker) {
        try (Road road = Road.on(broker)) {
            Endpoint paused = road.endpoint("message.*");
            Endpoint disabled = road.endpoint("message.*");
            road.endpoints().write(paused.withState(new EndpointState.Paused(), Instant.now()));
            road.endpoints()
                    .write(
                            disabled.withState(
                                    new EndpointState.Disabled("by a test"), Instant.now()));
            road.start("one");

            Event event = road.publish(TYPE);
            road.awaitSettled();

            road.judge();
            assertThat(road.status(event, paused))
                    .isEqualTo(new DeliveryStatus.Dead(DeadLetterReason.ENDPOINT_PAUSED));
            assertThat(road.status(event, disabled))
                    .isEqualTo(new DeliveryStatus.Dead(DeadLetterReason.ENDPOINT_DISABLED));
            assertThat(road.customer().count()).isZero();
            assertThat(road.records().deadLetters())
                    .allMatch(letter -> letter.payload().equals(event.payload()))
                    .allMatch(letter -> letter.attempts().isEmpty());
        }
    }

    @Test
    void endpointPausedBetweenAttemptsGetsNoMore(Broker broker) {
        try (Road road = Road.on(broker, TWO_SECONDS)) {
            Endpoint endpoint = road.endpoint("*");
            DeliveryId id = failOnce(road, endpoint);

            road.endpoints().write(endpoint.withState(new EndpointState.Paused(), Instant.now()));
            road.awaitSettled();

            road.judge();
            List<Delivery> letters = road.records().deadLetters();
            assertThat(letters).extracting(Delivery::id).containsExactly(id);
            assertThat(letters.getFirst().attempts()).hasSize(1);
            assertThat(road.customer().count()).isEqualTo(1);
        }
    }

    @Test
    void pausedEndpointThatIsEnabledAgainGetsWhatIsNewAndWhatIsRetriedByHand(Broker broker) {
        Map<String, String> settings = Map.of("roles", "fan-out,delivery,control-plane");
        try (Road road = Road.on(broker, settings)) {
            Endpoint endpoint = road.endpoint("*");
            Endpoint paused = endpoint.withState(new EndpointState.Paused(), Instant.now());
            road.endpoints().write(paused);
            road.start("one");
            Event kept = road.publish(TYPE);
            road.awaitSettled();
            assertThat(road.customer().count()).as("requests while it is paused").isZero();

            road.endpoints().write(paused.withState(new EndpointState.Enabled(), Instant.now()));
            road.publishUntil(
                    TYPE,
                    event -> road.status(event, endpoint).equals(new DeliveryStatus.Delivered()));
            assertThat(road.customer().eventsSeen(endpoint.id())).doesNotContain(kept.id().value());
            DeliveryId id = Road.delivery(kept, endpoint);
            try (RoadApi api = new RoadApi(road.running("one").apiPort())) {
                api.retry(id, 0);
            }
            road.await(id, history -> history.status().equals(new DeliveryStatus.Delivered()));

            road.judge();
            assertThat(road.customer().eventsSeen(endpoint.id()))
                    .containsOnlyOnce(kept.id().value());
        }
    }

    @Test
    void whatQueuesInItsLaneStopsWhenAnEndpointIsPausedOrDeleted(Broker broker) {
        try (Road road = Road.on(broker, Map.of("delivery.in-flight-per-endpoint", "1"))) {
            Endpoint paused = road.endpoint("*");
            Endpoint deleted = road.endpoint("*");
            Script slow = Script.always(Reply.OK.after(Duration.ofSeconds(1)));
            List.of(paused, deleted).forEach(each -> road.customer().answer(each.id(), slow));
            road.start("one");
            road.publish(TYPE, QUEUED);
            road.awaitRequests(2);

            road.endpoints().write(paused.withState(new EndpointState.Paused(), Instant.now()));
            road.endpoints().delete(deleted);
            road.awaitSettled();

            road.judge();
            // The one that was in flight, and the next one if it began before the change was read.
            assertThat(road.customer().seen(paused.id())).hasSizeBetween(1, 2);
            assertThat(road.customer().seen(deleted.id())).hasSizeBetween(1, 2);
            assertThat(road.records().deadLetters())
                    .hasSize(QUEUED - road.customer().seen(paused.id()).size())
                    .allMatch(letter -> letter.endpoint().equals(paused.id()));
        }
    }

    @Test
    void deletedEndpointsPendingDeliveriesStop(Broker broker) {
        try (Road road = Road.on(broker, TWO_SECONDS)) {
            Endpoint endpoint = road.endpoint("*");
            DeliveryId id = failOnce(road, endpoint);

            road.endpoints().delete(endpoint);
            road.awaitSettled();

            road.judge();
            assertThat(road.records().histories().latest(id))
                    .map(DeliveryHistory::status)
                    .contains(new DeliveryStatus.Cancelled());
            assertThat(road.records().deadLetters()).isEmpty();
            assertThat(road.customer().count()).isEqualTo(1);
        }
    }

    @Test
    void newUrlSecretAndHeadersTakeEffectForWhatIsWaiting(Broker broker) {
        try (Road road = Road.on(broker, TWO_SECONDS)) {
            Endpoint endpoint = road.endpoint("*");
            failOnce(road, endpoint);

            Endpoint moved = moved(road, endpoint);
            road.endpoints().write(moved);
            road.awaitSettled();

            Run run = road.run();
            new NothingLost().judge(run);
            new NoOutcomeTwice().judge(run);
            SeenAttempt second = road.customer().seen(endpoint.id()).getLast();
            assertThat(second.attempt()).isEqualTo(2);
            assertThat(second.path()).startsWith("/moved/");
            assertThat(second.header("x-own")).isEqualTo("new");
            SeenAttempt first = road.customer().seen(endpoint.id()).getFirst();
            assertThat(first.header("x-own")).isEmpty();
            EndpointSecret newest = moved.secrets().getFirst();
            assertThat(second.header("x-mga-signature"))
                    .isEqualTo("sha256=" + SignedAndUnchanged.hmacHex(newest, second));
            assertThat(moved.secrets())
                    .as("both secrets, the old one in its overlap")
                    .hasSize(2)
                    .allMatch(secret -> SignedAndUnchanged.hasStandardSignature(secret, second));
            assertThat(second.body()).isEqualTo(first.body());
        }
    }

    /** Starts an instance, and returns when the first attempt has failed and the wait began. */
    private static DeliveryId failOnce(Road road, Endpoint endpoint) {
        road.customer().answer(endpoint.id(), Script.byAttempt(Reply.status(500), Reply.OK));
        road.start("one");
        Event event = road.publish(TYPE);
        road.awaitRequests(1);
        return Road.delivery(event, endpoint);
    }

    private static Endpoint moved(Road road, Endpoint endpoint) {
        Instant now = Instant.now();
        EndpointSecret old = endpoint.secrets().getFirst();
        return new Endpoint(
                endpoint.id(),
                endpoint.account(),
                road.customer().url("moved/" + endpoint.id()),
                endpoint.description(),
                endpoint.eventTypes(),
                Map.of("X-Own", "new"),
                endpoint.settings(),
                endpoint.state(),
                List.of(
                        EndpointSecret.random(ThreadLocalRandom.current(), now),
                        new EndpointSecret(
                                old.text(),
                                old.createdAt(),
                                Optional.of(now.plus(Duration.ofHours(24))))),
                endpoint.createdAt(),
                now);
    }
}
