package dev.hooklane.health;

import static dev.hooklane.health.WatchedEndpoint.FIVE_DAYS;
import static dev.hooklane.health.WatchedEndpoint.NOW;
import static dev.hooklane.health.WatchedEndpoint.attempt;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hooklane.endpoint.EndpointHealth;
import dev.hooklane.endpoint.EndpointState;
import dev.hooklane.endpoint.HealthCodec;
import dev.hooklane.retry.NextMove;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** When an endpoint is disabled. */
final class HealthWatchTest {
    private static final int GONE = 410;

    private final WatchedEndpoint watched = new WatchedEndpoint();

    @Test
    void goneDisablesTheEndpointOnceAndTellsTheAccount() {
        watched.attempted(GONE, Duration.ZERO);
        watched.attempted(GONE, Duration.ofSeconds(1));

        assertThat(watched.told()).containsExactly("endpoint.disabled");
        assertThat(watched.directory.find(watched.endpoint.id()).orElseThrow().state())
                .isEqualTo(new EndpointState.Disabled("it answered 410 Gone"));
        assertThat(watched.data(0).path("reason").asString()).isEqualTo("it answered 410 Gone");
        assertThat(watched.data(0).path("endpointId").asString())
                .isEqualTo(watched.endpoint.id().value());
    }

    @Test
    void goneOfTheFormerUrlSaysNothingOfTheNewOne() {
        watched.directory.put(
                watched.endpoint.withState(new EndpointState.Enabled(), NOW.plusMillis(1)));

        watched.attempted(GONE, Duration.ZERO);

        assertThat(watched.directory.find(watched.endpoint.id()).orElseThrow().state())
                .isEqualTo(new EndpointState.Enabled());
    }

    @Test
    void fiveDaysOfFailuresDisableIt() {
        watched.attempted(500, Duration.ZERO);
        watched.attempted(500, Duration.ofHours(11));
        assertThat(watched.told()).isEmpty();
        watched.attempted(500, Duration.ofHours(12));
        attemptedEach(Duration.ofHours(8), Duration.ofHours(20), Duration.ofHours(119));
        assertThat(watched.told()).containsExactly("endpoint.failing");
        assertThat(watched.data(0).path("failingSince").asString())
                .isEqualTo("2026-01-15T10:30:00Z");
        assertThat(watched.data(0).path("disabledFrom").asString())
                .isEqualTo("2026-01-20T10:30:00Z");
        watched.attempted(500, FIVE_DAYS);

        assertThat(watched.told()).containsExactly("endpoint.failing", "endpoint.disabled");
        assertThat(watched.directory.find(watched.endpoint.id()).orElseThrow().state())
                .isEqualTo(new EndpointState.Disabled("every attempt failed for 120h"));
    }

    @Test
    void aRestartForgetsNothingOnceItIsNoted() {
        watched.attempted(500, Duration.ZERO);
        watched.attempted(500, Duration.ofMinutes(72));
        assertThat(watched.directory.health(watched.endpoint.id()))
                .hasValueSatisfying(health ->
                        assertThat(health)
                                .isInstanceOfSatisfying(
                                        EndpointHealth.Failing.class,
                                        failing -> {
                                            assertThat(failing.since()).isEqualTo(NOW);
                                            assertThat(failing.told()).isFalse();
                                        }));

        for (int hour = 8; hour < 120; hour += 8) {
            watched.watch = watched.watch();
            watched.attempted(500, Duration.ofHours(hour));
        }
        assertThat(watched.told()).containsExactly("endpoint.failing");
        watched.watch = watched.watch();
        watched.attempted(500, FIVE_DAYS);

        assertThat(watched.told()).containsExactly("endpoint.failing", "endpoint.disabled");
    }

    @Test
    void oneFailureAfterAQuietGapDisablesNothing() {
        watched.attempted(500, Duration.ZERO);
        watched.attempted(500, Duration.ofHours(11));

        watched.attempted(500, Duration.ofDays(30));

        assertThat(watched.told()).containsExactly("endpoint.failing");
        assertThat(watched.directory.find(watched.endpoint.id()).orElseThrow().state())
                .isEqualTo(new EndpointState.Enabled());
    }

    @Test
    void afterARestartNeither() {
        watched.attempted(500, Duration.ZERO);
        watched.attempted(500, Duration.ofHours(11));
        watched.watch = watched.watch();

        watched.attempted(500, Duration.ofDays(30));

        assertThat(watched.told()).containsExactly("endpoint.failing");
    }

    @Test
    void anEndpointWithFewEventsIsDisabledWhenAllOfThemHaveFailed() {
        for (int week = 0; week < 3; week++) {
            attemptedEach(
                    Duration.ofHours(2),
                    Duration.ofDays(7L * week),
                    Duration.ofDays(7L * week).plusHours(11));
        }
        assertThat(watched.told()).containsExactly("endpoint.failing");

        watched.attempted(500, Duration.ofDays(21));

        assertThat(watched.told()).containsExactly("endpoint.failing", "endpoint.disabled");
    }

    @Test
    void theFailuresOfOneDeliveryAloneDisableNothing() {
        for (int day = 0; day < 20; day++) {
            watched.watch.attempted(
                    watched.delivery("message.created"),
                    watched.endpoint,
                    attempt(500, NOW.plus(Duration.ofDays(day))),
                    new NextMove.Finish(),
                    () -> watched.owned);
        }

        assertThat(watched.told()).containsExactly("endpoint.failing");
    }

    @Test
    void whatAnEarlierReleaseHasWrittenIsGoneOnFrom() {
        watched.directory.putHealth(
                watched.endpoint.id(),
                HealthCodec.read(
                        "{\"v\":1,\"of\":\"%s\",\"failingSince\":\"%s\",\"told\":true}"
                                .formatted(NOW, NOW)
                                .getBytes(UTF_8)));
        watched.attempted(500, Duration.ofDays(6));
        assertThat(watched.told()).isEmpty();

        attemptedEach(Duration.ofHours(8), Duration.ofDays(6), Duration.ofDays(10));

        assertThat(watched.told()).containsExactly("endpoint.disabled");
    }

    @Test
    void failuresBeforeTheEndpointMovedAwayDontCount() {
        watched.attempted(500, Duration.ZERO);
        watched.owned = false;

        watched.attempted(500, FIVE_DAYS);

        assertThat(watched.told()).isEmpty();
    }

    @Test
    void whatKafkaDidNotTakeIsTriedAgain() {
        watched.kafka = false;
        watched.attempted(GONE, Duration.ZERO);
        watched.kafka = true;

        watched.attempted(GONE, Duration.ofSeconds(1));

        assertThat(watched.told()).containsExactly("endpoint.disabled");
    }

    @Test
    void shortFailuresWriteNothing() {
        for (int minute = 0; minute < 60; minute++) {
            watched.attempted(500, Duration.ofMinutes(minute));
        }
        watched.attempted(200, Duration.ofHours(1));

        assertThat(watched.written).isEmpty();
    }

    private void attemptedEach(Duration step, Duration from, Duration to) {
        for (Duration at = from; at.compareTo(to) <= 0; at = at.plus(step)) {
            watched.attempted(500, at);
        }
    }
}
