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
import java.util.function.Predicate;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What an endpoint is at the time of an attempt counts, also for what was waiting before. */
@ExtendWith(Brokers.class)
class EndpointStatesIT {
    private static final Duration SETTLED_WITHIN = Duration.ofSeconds(30);

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
            road.awaitSettled(SETTLED_WITHIN);

            road.judge();
            assertThat(statusOf(road, event, paused))
                    .isEqualTo(new DeliveryStatus.Dead(DeadLetterReason.ENDPOINT_PAUSED));
            assertThat(statusOf(road, event, disabled))
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
            road.awaitSettled(SETTLED_WITHIN);

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
            road.awaitSettled(SETTLED_WITHIN);
            assertThat(road.customer().count()).as("requests while it is paused").isZero();

            road.endpoints().write(paused.withState(new EndpointState.Enabled(), Instant.now()));
            publishUntil(
                    road,
                    event ->
                            statusOf(road, event, endpoint).equals(new DeliveryStatus.Delivered()));
            assertThat(eventsSeen(road, endpoint)).doesNotContain(kept.id().value());
            DeliveryId id = Road.delivery(kept, endpoint);
            try (RoadApi api = new RoadApi(road.running("one").apiPort())) {
                api.retry(id, 0);
            }
            road.await(
                    id,
                    SETTLED_WITHIN,
                    history -> history.status().equals(new DeliveryStatus.Delivered()));

            road.judge();
            assertThat(eventsSeen(road, endpoint)).containsOnlyOnce(kept.id().value());
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
            awaitRequests(road, 2);

            road.endpoints().write(paused.withState(new EndpointState.Paused(), Instant.now()));
            road.endpoints().delete(deleted);
            road.awaitSettled(SETTLED_WITHIN);

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
            road.awaitSettled(SETTLED_WITHIN);

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
            road.awaitSettled(SETTLED_WITHIN);

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

    @Test
    void goneMakesADeadLetterAtOnce(Broker broker) {
        try (Road road = Road.on(broker)) {
            Endpoint endpoint = road.endpoint("*");
            road.customer().answer(endpoint.id(), Script.always(Reply.status(410)));
            road.start("one");

            Event event = road.publish(TYPE);
            road.awaitSettled(SETTLED_WITHIN);

            road.judge();
            assertThat(statusOf(road, event, endpoint))
                    .isEqualTo(new DeliveryStatus.Dead(DeadLetterReason.GONE));
            assertThat(road.customer().count()).isEqualTo(1);
        }
    }

    @Test
    void goneDisablesTheEndpointUntilItIsEnabledAgain(Broker broker) {
        try (Road road = Road.on(broker)) {
            Endpoint gone = road.endpoint("message.*");
            Endpoint watcher = road.endpoint("endpoint.*");
            road.customer().answer(gone.id(), Script.always(Reply.status(410)));
            road.start("one");

            publishUntil(road, event -> disabled(statusOf(road, event, gone)));
            int requests = road.customer().seen(gone.id()).size();
            road.stop("one");
            road.start("two");
            Event kept = road.publish(TYPE);
            road.awaitSettled(SETTLED_WITHIN);
            assertThat(disabled(statusOf(road, kept, gone))).isTrue();
            assertThat(road.customer().seen(gone.id())).hasSize(requests);

            road.customer().answer(gone.id(), Script.always(Reply.OK));
            road.endpoints().write(gone.withState(new EndpointState.Enabled(), Instant.now()));
            publishUntil(
                    road,
                    event -> statusOf(road, event, gone).equals(new DeliveryStatus.Delivered()));
            assertThat(told(road, watcher)).containsExactly("endpoint.disabled " + gone.id());
        }
    }

    @Test
    void endpointThatFailsForTooLongIsDisabledAndItsAccountIsToldOnTheWay(Broker broker) {
        Map<String, String> settings =
                Map.of("endpoints.disable-after", "3s", "retry.schedule", "0s,300ms,600ms");
        try (Road road = Road.on(broker, settings)) {
            Endpoint failing = road.endpoint("message.*");
            Endpoint recovering = road.endpoint("bot.*");
            Endpoint watcher = road.endpoint("endpoint.*");
            road.customer().answer(failing.id(), Script.always(Reply.status(500)));
            road.customer()
                    .answer(
                            recovering.id(),
                            Script.byAttempt(Reply.status(500), Reply.status(500), Reply.OK));
            road.start("one");

            road.publish("bot.updated");
            publishUntil(road, event -> disabled(statusOf(road, event, failing)));

            Awaitility.await("four events of the account")
                    .atMost(SETTLED_WITHIN)
                    .untilAsserted(() -> assertThat(told(road, watcher)).hasSize(4));
            assertThat(told(road, watcher))
                    .containsSubsequence(
                            "endpoint.failing " + failing.id(), "endpoint.disabled " + failing.id())
                    .containsSubsequence(
                            "endpoint.failing " + recovering.id(),
                            "endpoint.recovered " + recovering.id());
        }
    }

    @Test
    void exhaustedDeliveriesAreToldButNeverThoseThatTell(Broker broker) {
        try (Road road = Road.on(broker, Map.of("retry.schedule", "0s,300ms"))) {
            Endpoint failing = road.endpoint("message.*");
            Endpoint deaf = road.endpoint("delivery.*");
            road.customer().answer(failing.id(), Script.always(Reply.status(500)));
            road.customer().answer(deaf.id(), Script.always(Reply.status(500)));
            road.start("one");

            Event event = road.publish(TYPE);

            Awaitility.await("two dead letters and no more")
                    .atMost(SETTLED_WITHIN)
                    .during(Duration.ofSeconds(1))
                    .untilAsserted(() ->
                            assertThat(road.records().deadLetters())
                                    .extracting(Delivery::endpoint)
                                    .containsExactly(failing.id(), deaf.id()));
            List<SeenAttempt> told = road.customer().seen(deaf.id());
            assertThat(told).hasSize(2);
            assertThat(data(told.getFirst()).path("deliveryId").asString())
                    .isEqualTo(Road.delivery(event, failing).value());
        }
    }

    /** Publishes one event after the other until one is settled like that. */
    private static void publishUntil(Road road, Predicate<Event> condition) {
        Awaitility.await("an event that is settled as expected")
                .atMost(SETTLED_WITHIN)
                .pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(100))
                .until(() -> {
                    Event event = road.publish(TYPE);
                    road.awaitSettled(SETTLED_WITHIN);
                    return condition.test(event);
                });
    }

    private static boolean disabled(DeliveryStatus status) {
        return status.equals(new DeliveryStatus.Dead(DeadLetterReason.ENDPOINT_DISABLED));
    }

    /** The operational events that this endpoint got, each with the endpoint that it is about. */
    private static List<String> told(Road road, Endpoint watcher) {
        return road.customer().seen(watcher.id()).stream()
                .map(seen ->
                        seen.header("x-mga-event") + " " + data(seen).path("endpointId").asString())
                .toList();
    }

    private static JsonNode data(SeenAttempt seen) {
        return JsonMapper.shared().readTree(seen.body().bytes()).path("data");
    }

    /** Starts an instance, and returns when the first attempt has failed and the wait began. */
    private static DeliveryId failOnce(Road road, Endpoint endpoint) {
        road.customer().answer(endpoint.id(), Script.byAttempt(Reply.status(500), Reply.OK));
        road.start("one");
        Event event = road.publish(TYPE);
        awaitRequests(road, 1);
        return Road.delivery(event, endpoint);
    }

    private static void awaitRequests(Road road, int count) {
        Awaitility.await("requests")
                .atMost(SETTLED_WITHIN)
                .pollInterval(Duration.ofMillis(10))
                .untilAsserted(() -> assertThat(road.customer().count()).isEqualTo(count));
    }

    private static List<String> eventsSeen(Road road, Endpoint endpoint) {
        return road.customer().seen(endpoint.id()).stream().map(SeenAttempt::event).toList();
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

    private static DeliveryStatus statusOf(Road road, Event event, Endpoint endpoint) {
        return road.records()
                .histories()
                .latest(Road.delivery(event, endpoint))
                .orElseThrow()
                .status();
    }
}
