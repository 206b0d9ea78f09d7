package dev.hooklane.road;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hooklane.delivery.Attempt;
import dev.hooklane.delivery.AttemptOutcome.NoResponse;
import dev.hooklane.delivery.DeadLetterReason;
import dev.hooklane.delivery.DeliveryStatus;
import dev.hooklane.delivery.ErrorKind;
import dev.hooklane.endpoint.Endpoint;
import dev.hooklane.endpoint.EndpointSettings;
import dev.hooklane.event.Event;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What an account chose for its endpoint, seen by the customer's server. */
@ExtendWith(Brokers.class)
class EndpointSettingsIT {
    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final Duration LONGER_STEP = Duration.ofMillis(700);

    @Test
    void timeoutScheduleAndHeadersAreTheEndpointsOwn(Broker broker) {
        Map<String, String> settings = Map.of("retry.schedule", "0s,300ms,700ms,900ms");
        try (Road road = Road.on(broker, settings)) {
            Endpoint skipping =
                    choosing(road, Optional.empty(), List.of(Duration.ZERO, LONGER_STEP));
            Endpoint hasty = choosing(road, Optional.of(SECOND), List.of(Duration.ZERO));
            road.customer().answer(skipping.id(), Script.always(Reply.status(500)));
            road.customer().answer(hasty.id(), Script.always(Reply.HANG));
            road.start("one");

            Event event = road.publish("message.created");
            road.awaitSettled();

            List<SeenAttempt> seen = road.customer().seen(skipping.id());
            assertThat(seen).extracting(SeenAttempt::attempt).containsExactly(1, 2);
            assertThat(Duration.between(seen.getFirst().at(), seen.getLast().at()))
                    .isGreaterThanOrEqualTo(LONGER_STEP);
            assertThat(seen).allMatch(attempt -> attempt.header("x-own").equals("of the account"));
            assertThat(road.history(event, skipping).status())
                    .isEqualTo(new DeliveryStatus.Dead(DeadLetterReason.EXHAUSTED));
            assertThat(road.history(event, hasty).attempts())
                    .singleElement()
                    .satisfies(EndpointSettingsIT::timedOutAfterASecond);
            assertThat(road.customer().seen(hasty.id())).hasSize(1);
        }
    }

    private static void timedOutAfterASecond(Attempt attempt) {
        assertThat(attempt.outcome())
                .isInstanceOfSatisfying(
                        NoResponse.class,
                        none -> {
                            assertThat(none.kind()).isEqualTo(ErrorKind.TIMEOUT);
                            assertThat(none.detail()).endsWith("within 1 s");
                        });
        assertThat(attempt.duration()).isBetween(SECOND.minusMillis(50), Duration.ofSeconds(4));
    }

    private static Endpoint choosing(
            Road road, Optional<Duration> timeout, List<Duration> schedule) {
        Endpoint made = road.endpoint("message.*");
        Endpoint chosen =
                new Endpoint(
                        made.id(),
                        made.account(),
                        made.url(),
                        made.description(),
                        made.eventTypes(),
                        Map.of("X-Own", "of the account"),
                        new EndpointSettings(
                                timeout,
                                OptionalInt.empty(),
                                Optional.empty(),
                                false,
                                Optional.of(schedule)),
                        made.state(),
                        made.secrets(),
                        made.createdAt(),
                        Instant.now());
        road.endpoints().write(chosen);
        return chosen;
    }
}
