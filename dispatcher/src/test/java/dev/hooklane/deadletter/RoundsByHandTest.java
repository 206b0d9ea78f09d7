package dev.hooklane.deadletter;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hooklane.deadletter.RoundsByHand.Answer;
import dev.hooklane.delivery.DeadLetterReason;
import dev.hooklane.delivery.DeliveryHistory;
import dev.hooklane.delivery.DeliveryId;
import dev.hooklane.delivery.DeliveryStatus;
import dev.hooklane.delivery.SourceEvent;
import dev.hooklane.delivery.Trigger;
import dev.hooklane.endpoint.EndpointId;
import dev.hooklane.event.AccountId;
import dev.hooklane.event.EventId;
import dev.hooklane.event.EventType;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class RoundsByHandTest {
    private static final Instant NOW = Instant.parse("2026-01-15T10:30:00Z");

    private Instant now = NOW;
    private final RoundsByHand rounds = new RoundsByHand(() -> now);

    private static DeliveryHistory dead(String event, int round) {
        EventId id = new EventId(event);
        EndpointId endpoint = new EndpointId("ep_0123456789abcdef");
        return new DeliveryHistory(
                DeliveryId.of(id, NOW).to(endpoint),
                endpoint,
                new SourceEvent(
                        id,
                        new EventType("message.created"),
                        new AccountId("acct_1"),
                        NOW,
                        new SourceEvent.Origin(0, 7),
                        Optional.empty(),
                        Optional.empty()),
                Trigger.MANUAL,
                round,
                new DeliveryStatus.Dead(DeadLetterReason.EXHAUSTED),
                List.of(),
                NOW);
    }

    @Test
    void aRoundBeginsOnceTheOneBeforeHasItsOutcome() {
        assertThat(rounds.ask(dead("evt_1", 0))).isEqualTo(new Answer.Yes());
        assertThat(rounds.ask(dead("evt_1", 0))).isEqualTo(new Answer.UnderWay());
        assertThat(rounds.ask(dead("evt_1", 1))).isEqualTo(new Answer.Yes());
    }

    @Test
    void aRoundThatIsNotHeardOfMayBeAskedForAgainAfterAMinute() {
        rounds.ask(dead("evt_1", 0));

        now = NOW.plus(RoundsByHand.UNDER_WAY_FOR);

        assertThat(rounds.ask(dead("evt_1", 0))).isEqualTo(new Answer.Yes());
    }

    @Test
    void tenAtOnceThenOneEachSixSeconds() {
        for (int round = 0; round < RoundsByHand.AT_ONCE; round++) {
            assertThat(rounds.ask(dead("evt_1", round))).isEqualTo(new Answer.Yes());
        }

        assertThat(rounds.ask(dead("evt_1", 10)))
                .isEqualTo(new Answer.TooMany(Duration.ofSeconds(6)));
        now = NOW.plusSeconds(6);
        assertThat(rounds.ask(dead("evt_1", 10))).isEqualTo(new Answer.Yes());
        assertThat(rounds.ask(dead("evt_1", 11))).isInstanceOf(Answer.TooMany.class);
    }

    @Test
    void oneDeliverysRoundsAreNoOthers() {
        rounds.ask(dead("evt_1", 0));

        assertThat(rounds.ask(dead("evt_2", 0))).isEqualTo(new Answer.Yes());
    }

    @Test
    void aRoundThatDidNotBeginDoesNotCount() {
        DeliveryHistory delivery = dead("evt_1", 0);
        for (int i = 0; i < 2 * RoundsByHand.AT_ONCE; i++) {
            assertThat(rounds.ask(delivery)).isEqualTo(new Answer.Yes());
            rounds.takeBack(delivery);
        }
    }

    @Test
    void soManyAreRememberedAndNoMore() {
        rounds.ask(dead("evt_0", 0));
        for (int i = 1; i <= RoundsByHand.REMEMBERED; i++) {
            rounds.ask(dead("evt_" + i, 0));
        }

        assertThat(rounds.ask(dead("evt_0", 0))).isEqualTo(new Answer.Yes());
    }
}
