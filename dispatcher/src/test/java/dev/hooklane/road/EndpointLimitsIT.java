package dev.hooklane.road;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hooklane.endpoint.Endpoint;
import dev.hooklane.endpoint.EndpointSettings;
import dev.hooklane.endpoint.RateLimit;
import dev.hooklane.event.Event;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The limits that an account sets for its endpoint, seen by its server. */
@ExtendWith(Brokers.class)
class EndpointLimitsIT {
    private static final String TYPE = "message.created";

    /** What a loaded machine may add to a request's way. */
    private static final Duration LATE = Duration.ofMillis(250);

    @Test
    void noMoreAreInFlightThanTheEndpointAllowsAndOthersGetMore(Broker broker) {
        try (Road road = Road.on(broker)) {
            Endpoint two = choosing(road, inFlight(2));
            Endpoint one = choosing(road, inFlight(1));
            Endpoint free = road.endpoint("*");
            Script slow = Script.always(Reply.OK.after(Duration.ofMillis(100)));
            Stream.of(two, one, free).forEach(each -> road.customer().answer(each.id(), slow));
            road.start("one");

            road.publish(TYPE, 16);
            road.awaitSettled();

            road.judge();
            assertThat(road.customer().seen()).hasSize(3 * 16);
            assertThat(MostAtOnce.of(road.customer().seen(two.id()))).isEqualTo(2);
            assertThat(MostAtOnce.of(road.customer().seen(one.id()))).isEqualTo(1);
            assertThat(MostAtOnce.of(road.customer().seen(free.id()))).isGreaterThan(2);
        }
    }

    @Test
    void requestsComeAtTheEndpointsRateAfterABurst(Broker broker) {
        try (Road road = Road.on(broker)) {
            int perSecond = 4;
            int burst = 4;
            Endpoint limited = choosing(road, rate(new RateLimit(perSecond, burst)));
            Endpoint free = road.endpoint("*");
            road.start("one");

            road.publish(TYPE, 12);
            road.awaitSettled();

            road.judge();
            List<Instant> at = times(road, limited);
            assertThat(at).hasSize(12);
            for (int i = burst; i < at.size(); i++) {
                assertThat(Duration.between(at.getFirst(), at.get(i)))
                        .as("from the first request to number %d", i + 1)
                        .isGreaterThan(
                                Duration.ofSeconds(i + 1 - burst).dividedBy(perSecond).minus(LATE));
            }
            assertThat(Duration.between(at.getFirst(), at.get(burst - 1)))
                    .as("the burst, which would take 750 ms at the rate alone")
                    .isLessThan(Duration.ofMillis(500));
            assertThat(times(road, free).getLast()).isBefore(at.get(burst + 3));
        }
    }

    @Test
    void orderedEndpointGetsNothingNewUntilTheFirstIsDeliveredAndOthersDo(Broker broker) {
        try (Road road = Road.on(broker, Map.of("retry.schedule", "0s,1s"))) {
            Endpoint ordered = choosing(road, inOrder());
            Endpoint givenUp = choosing(road, inOrder());
            Endpoint free = road.endpoint("*");
            firstOneGets(road, ordered, Reply.status(500), Reply.OK);
            firstOneGets(road, givenUp, Reply.status(500));
            firstOneGets(road, free, Reply.status(500), Reply.OK);
            road.start("one");

            List<Event> events = road.publishInOrder(TYPE, 6);
            road.awaitSettled();

            road.judge();
            assertThat(road.customer().eventsSeen(ordered.id())).isEqualTo(firstTwice(events));
            assertThat(road.customer().eventsSeen(givenUp.id())).isEqualTo(firstTwice(events));
            assertThat(MostAtOnce.of(road.customer().seen(ordered.id()))).isEqualTo(1);
            List<SeenAttempt> others = road.customer().seen(free.id());
            assertThat(others).hasSize(events.size() + 1);
            assertThat(others.getLast().attempt()).as("the one that failed, again").isEqualTo(2);
        }
    }

    @Test
    void anEndpointThatRefusesMoreThanTwoASecondGetsAllOfFortyWithFewRequests(Broker broker) {
        try (Road road = Road.on(broker)) {
            Endpoint endpoint = road.endpoint("*");
            road.customer().answer(endpoint.id(), twoASecond());
            road.start("one");

            road.publish(TYPE, 40);
            road.awaitSettled();

            road.judge();
            List<SeenAttempt> seen = road.customer().seen(endpoint.id());
            assertThat(succeeded(seen)).as("delivered").isEqualTo(40);
            assertThat(seen).hasSizeLessThan(60);
        }
    }

    private static long succeeded(List<SeenAttempt> seen) {
        return seen.stream()
                .filter(attempt -> attempt.answer().orElseThrow().status() == 200)
                .count();
    }

    private static Script twoASecond() {
        Deque<Instant> taken = new ArrayDeque<>();
        Reply refused = Reply.status(429).withHeader("Retry-After", "3");
        return attempt -> {
            synchronized (taken) {
                taken.removeIf(at -> !at.isAfter(attempt.at().minusSeconds(1)));
                if (taken.size() >= 2) {
                    return refused;
                }
                taken.add(attempt.at());
                return Reply.OK;
            }
        };
    }

    /** What the attempts of the delivery that comes first are answered; all others succeed. */
    private static void firstOneGets(Road road, Endpoint endpoint, Reply... replies) {
        Script others = Script.always(Reply.OK.after(Duration.ofMillis(20)));
        road.customer()
                .answer(endpoint.id(), Script.forFirstDelivery(Script.byAttempt(replies), others));
    }

    private static List<String> firstTwice(List<Event> events) {
        return Stream.concat(events.stream().limit(1), events.stream())
                .map(event -> event.id().value())
                .toList();
    }

    private static List<Instant> times(Road road, Endpoint endpoint) {
        return road.customer().seen(endpoint.id()).stream().map(SeenAttempt::at).sorted().toList();
    }

    private static Endpoint choosing(Road road, EndpointSettings settings) {
        Endpoint chosen = road.endpoint("*").withSettings(settings, Instant.now());
        road.endpoints().write(chosen);
        return chosen;
    }

    private static EndpointSettings inFlight(int most) {
        return settings(OptionalInt.of(most), Optional.empty(), false);
    }

    private static EndpointSettings rate(RateLimit limit) {
        return settings(OptionalInt.empty(), Optional.of(limit), false);
    }

    private static EndpointSettings inOrder() {
        return settings(OptionalInt.empty(), Optional.empty(), true);
    }

    private static EndpointSettings settings(
            OptionalInt maxInFlight, Optional<RateLimit> rate, boolean ordered) {
        return new EndpointSettings(Optional.empty(), maxInFlight, rate, ordered, Optional.empty());
    }
}
