package dev.hooklane.attempt;

import static dev.hooklane.attempt.PlayedAttempts.history;
import static dev.hooklane.attempt.PlayedAttempts.topics;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hooklane.delivery.AttemptOutcome;
import dev.hooklane.delivery.DeadLetterReason;
import dev.hooklane.delivery.DeliveryStatus;
import dev.hooklane.delivery.ErrorKind;
import dev.hooklane.endpoint.Endpoint;
import dev.hooklane.endpoint.EndpointSettings;
import dev.hooklane.endpoint.EndpointState;
import dev.hooklane.endpoint.ListenerUrl;
import dev.hooklane.lane.LaneFixtures;
import dev.hooklane.offset.Outcome;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

final class ListenerAttemptTest {
    private final PlayedAttempts played = new PlayedAttempts();

    ListenerAttemptTest() {
        Endpoint known = LaneFixtures.endpoint(new EndpointState.Enabled());
        played.directory.put(
                new Endpoint(
                        known.id(),
                        known.account(),
                        ListenerUrl.of("10.0.0.1:8080"),
                        known.description(),
                        known.eventTypes(),
                        known.headers(),
                        new EndpointSettings(
                                Optional.empty(),
                                OptionalInt.empty(),
                                Optional.empty(),
                                false,
                                Optional.of(List.of(Duration.ZERO))),
                        known.state(),
                        known.secrets(),
                        known.createdAt(),
                        known.updatedAt()));
    }

    @Test
    void aFailedOneIsADeadLetterAtOnceAndItsHealthIsNotWatched() {
        played.answer = new AttemptOutcome.ErrorStatus(500, Optional.empty(), "");

        Outcome outcome = played.run(LaneFixtures.delivery("evt_1"));

        assertThat(topics(outcome)).containsExactly("hooklane.dead-letters", "hooklane.history");
        assertThat(history(outcome).status())
                .isEqualTo(new DeliveryStatus.Dead(DeadLetterReason.EXHAUSTED));
        assertThat(played.watched).isEmpty();
    }

    @Test
    void itsLaneLearnsOfNoFailure() {
        played.answer = new AttemptOutcome.NoResponse(ErrorKind.CONNECT, "nothing listens");

        Outcome outcome = played.run(LaneFixtures.delivery("evt_1"));

        assertThat(outcome.attempt().orElseThrow().outcome().succeeded()).isTrue();
        assertThat(outcome.again()).isEmpty();
    }

    /** Whoever builds a server may answer 410 without losing the stream. */
    @Test
    void goneDisablesNothing() {
        played.answer = new AttemptOutcome.ErrorStatus(410, Optional.empty(), "");

        played.run(LaneFixtures.delivery("evt_1"));

        assertThat(played.watched).isEmpty();
    }

    @Test
    void itIsInTheHistoryLikeAnyOther() {
        Outcome outcome = played.run(LaneFixtures.delivery("evt_1"));

        assertThat(history(outcome).status()).isEqualTo(new DeliveryStatus.Delivered());
        assertThat(history(outcome).attempts()).hasSize(1);
    }

    @Test
    void withoutItsStreamADeliveryWaits() {
        Outcome outcome =
                played.runner(
                                (_, _) -> {
                                    throw new NotAttemptedException(
                                            ParkReason.LISTENER_AWAY, "away");
                                })
                        .run(new Work(LaneFixtures.partition(), 0, LaneFixtures.delivery("evt_1")));

        assertThat(topics(outcome)).hasSize(1).allMatch(name -> name.contains("parked"));
        assertThat(played.parked).containsExactly(ParkReason.LISTENER_AWAY);
    }
}
