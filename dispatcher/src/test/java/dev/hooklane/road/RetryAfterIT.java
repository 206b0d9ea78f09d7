package dev.hooklane.road;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hooklane.endpoint.Endpoint;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** An endpoint that asks for more time gets it, up to the next longer step. */
@ExtendWith(Brokers.class)
class RetryAfterIT {
    private static final Duration STEP = Duration.ofMillis(500);
    private static final Duration LONGER_STEP = Duration.ofSeconds(3);

    @Test
    void theLongerOfStepAndHeaderWinsUpToTheNextLongerStep(Broker broker) {
        try (Road road = Road.on(broker, Map.of("retry.schedule", "0s,500ms,3s"))) {
            Endpoint shorter = failing(road, Reply.status(503).withHeader("Retry-After", "0"));
            Endpoint longer = failing(road, Reply.status(429).withHeader("Retry-After", "2"));
            Endpoint longest = failing(road, Reply.status(503).withHeader("Retry-After", "9999"));
            Endpoint date =
                    failing(
                            road,
                            Reply.status(503)
                                    .withHeader("Retry-After", httpDate(Duration.ofHours(1))));
            Endpoint ignored = failing(road, Reply.status(500).withHeader("Retry-After", "9999"));
            Endpoint nonsense = failing(road, Reply.status(503).withHeader("Retry-After", "soon"));
            road.start("one");

            road.publish("message.created");
            road.awaitSettled();

            road.judge();
            assertThat(
                            List.of(
                                    waited(road, shorter),
                                    waited(road, ignored),
                                    waited(road, nonsense)))
                    .allMatch(wait -> wait.compareTo(STEP) >= 0)
                    .allMatch(wait -> wait.compareTo(LONGER_STEP) < 0);
            assertThat(waited(road, longer)).isGreaterThanOrEqualTo(Duration.ofSeconds(2));
            assertThat(waited(road, longest)).isGreaterThanOrEqualTo(LONGER_STEP);
            assertThat(waited(road, date)).isGreaterThanOrEqualTo(LONGER_STEP);
        }
    }

    private static Endpoint failing(Road road, Reply first) {
        Endpoint endpoint = road.endpoint("*");
        road.customer().answer(endpoint.id(), Script.byAttempt(first, Reply.OK));
        return endpoint;
    }

    /** From the first attempt's answer to the second attempt. */
    private static Duration waited(Road road, Endpoint endpoint) {
        List<SeenAttempt> seen = road.customer().seen(endpoint.id());
        assertThat(seen).hasSize(2);
        return Duration.between(seen.getFirst().answer().orElseThrow().at(), seen.getLast().at());
    }

    private static String httpDate(Duration ahead) {
        return DateTimeFormatter.RFC_1123_DATE_TIME.format(
                Instant.now().plus(ahead).atOffset(ZoneOffset.UTC));
    }
}
