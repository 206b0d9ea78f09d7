package dev.hooklane.attempt;

import static dev.hooklane.attempt.PlayedAttempts.delivery;
import static dev.hooklane.attempt.PlayedAttempts.history;
import static dev.hooklane.attempt.PlayedAttempts.topics;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hooklane.delivery.DeadLetterReason;
import dev.hooklane.delivery.DeliveryStatus;
import dev.hooklane.endpoint.EndpointId;
import dev.hooklane.endpoint.EndpointState;
import dev.hooklane.lane.LaneFixtures;
import dev.hooklane.offset.Outcome;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** What the state of its endpoint makes of a delivery. */
final class AttemptRunnerEndpointTest {
    private final PlayedAttempts played = new PlayedAttempts();

    @Test
    void aPausedEndpointIsNotCalled() {
        played.directory.put(LaneFixtures.endpoint(new EndpointState.Paused()));

        Outcome outcome = played.run(LaneFixtures.delivery("evt_1"));

        assertThat(played.sent).isEmpty();
        assertThat(topics(outcome)).containsExactly("hooklane.dead-letters", "hooklane.history");
        assertThat(history(outcome).status())
                .isEqualTo(new DeliveryStatus.Dead(DeadLetterReason.ENDPOINT_PAUSED));
    }

    @Test
    void aDisabledEndpointIsNotCalled() {
        played.directory.put(LaneFixtures.endpoint(new EndpointState.Disabled("answered 410")));

        Outcome outcome = played.run(LaneFixtures.delivery("evt_1"));

        assertThat(played.sent).isEmpty();
        assertThat(history(outcome).status())
                .isEqualTo(new DeliveryStatus.Dead(DeadLetterReason.ENDPOINT_DISABLED));
    }

    @Test
    void aDeletedEndpointsDeliveryIsCancelled() {
        played.directory.put(LaneFixtures.endpoint(new EndpointState.Enabled()));
        played.directory.remove(LaneFixtures.ENDPOINT);

        Outcome outcome = played.run(LaneFixtures.delivery("evt_1"));

        assertThat(topics(outcome)).containsExactly("hooklane.history");
        assertThat(history(outcome).status()).isEqualTo(new DeliveryStatus.Cancelled());
    }

    @Test
    void anEndpointThatIsNotKnownIsWaitedForWhateverTheClockSays() {
        otherEndpoint();
        played.now = LaneFixtures.NOW.plus(Duration.ofDays(20));

        Outcome outcome = played.run(LaneFixtures.delivery("evt_1"));

        assertThat(topics(outcome)).containsExactly("hooklane.parked.10s");
        assertThat(delivery(outcome.writes().getFirst()).attempt()).isEqualTo(1);
        assertThat(played.parked).containsExactly(ParkReason.ENDPOINT_UNKNOWN);
    }

    @Test
    void anEndpointThatIsNotKnownIsWaitedForAsLongAsTheDirectoryLags() {
        otherEndpoint();
        played.endpointsRead = () -> false;

        assertThat(topics(runParked(1_000))).containsExactly("hooklane.parked.10m");
        assertThat(played.parked).containsExactly(ParkReason.ENDPOINT_UNKNOWN);
    }

    @Test
    void anEndpointThatIsFoundOnReadingOnIsAttempted() {
        otherEndpoint();
        played.endpointsRead =
                () -> {
                    played.directory.put(LaneFixtures.endpoint(new EndpointState.Enabled()));
                    return true;
                };

        assertThat(history(runParked(1)).status()).isEqualTo(new DeliveryStatus.Delivered());
    }

    @Test
    void anEndpointOfWhichTheTopicHoldsNothingAnyMoreWasDeleted() {
        otherEndpoint();

        assertThat(history(runParked(1)).status()).isEqualTo(new DeliveryStatus.Cancelled());
    }

    @Test
    void aTopicThatHoldsNothingAtAllProvesNothing() {
        assertThat(topics(runParked(1))).containsExactly("hooklane.parked.10s");
    }

    @Test
    void aDeliveryOfASealedEndpointIsHeld() {
        played.directory.put(LaneFixtures.sealedEndpoint(new EndpointState.Enabled()));

        Outcome outcome = played.run(LaneFixtures.delivery("evt_1"));

        assertThat(played.sent).isEmpty();
        assertThat(topics(outcome)).containsExactly("hooklane.parked.10s");
        assertThat(played.parked).containsExactly(ParkReason.ENDPOINT_SEALED);
    }

    @Test
    void whatASealedEndpointsStateSaysCounts() {
        played.directory.put(LaneFixtures.sealedEndpoint(new EndpointState.Paused()));

        assertThat(history(played.run(LaneFixtures.delivery("evt_1"))).status())
                .isEqualTo(new DeliveryStatus.Dead(DeadLetterReason.ENDPOINT_PAUSED));
    }

    private void otherEndpoint() {
        played.directory.remove(new EndpointId("ep_0000000000000000"));
    }

    /** A delivery that has been parked so often in as many seconds. */
    private Outcome runParked(int times) {
        long since = played.now.minusSeconds(times).toEpochMilli();
        return played.runner((sending, _) -> LaneFixtures.attempt(sending.attempt(), played.answer))
                .run(
                        new Work(
                                LaneFixtures.partition(),
                                0,
                                LaneFixtures.delivery("evt_1"),
                                new Parking(times, since, since)));
    }
}
