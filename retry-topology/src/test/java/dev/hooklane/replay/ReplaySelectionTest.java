package dev.hooklane.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hooklane.delivery.DeadLetterReason;
import dev.hooklane.delivery.DeliveryHistory;
import dev.hooklane.delivery.DeliveryId;
import dev.hooklane.delivery.DeliveryStatus;
import dev.hooklane.delivery.SourceEvent;
import dev.hooklane.delivery.Trigger;
import dev.hooklane.endpoint.EventSelection;
import dev.hooklane.event.AccountId;
import dev.hooklane.event.EventId;
import dev.hooklane.event.EventType;
import dev.hooklane.replay.ReplaySelection.What;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ReplaySelectionTest {
    private static final Instant HAPPENED = ReplaySamples.START.minusSeconds(60);
    private static final DeliveryStatus DELIVERED = new DeliveryStatus.Delivered();
    private static final DeliveryStatus WAITING = new DeliveryStatus.Waiting(HAPPENED);
    private static final DeliveryStatus EXHAUSTED = dead(DeadLetterReason.EXHAUSTED);

    @Test
    void statusesAreThoseOfTheDelivery() {
        ReplaySelection dead = ReplaySamples.all(What.InStatus.named(Set.of("dead")));
        ReplaySelection both = ReplaySamples.all(What.InStatus.named(Set.of("dead", "delivered")));

        assertThat(dead.covers(delivery(EXHAUSTED))).isTrue();
        assertThat(dead.covers(delivery(DELIVERED))).isFalse();
        assertThat(both.covers(delivery(DELIVERED))).isTrue();
        assertThat(both.covers(delivery(WAITING))).isFalse();
    }

    @Test
    void missedIsWhatDiedOfAPausedOrDisabledEndpointAlone() {
        ReplaySelection missed = ReplaySamples.all(new What.Missed());

        assertThat(missed.covers(delivery(dead(DeadLetterReason.ENDPOINT_PAUSED)))).isTrue();
        assertThat(missed.covers(delivery(dead(DeadLetterReason.ENDPOINT_DISABLED)))).isTrue();
        assertThat(missed.covers(delivery(dead(DeadLetterReason.GONE)))).isFalse();
        assertThat(missed.covers(delivery(EXHAUSTED))).isFalse();
    }

    @Test
    void typesAreChosenAsAnEndpointDoes() {
        assertThat(ofTypes("message.*").covers(delivery(EXHAUSTED))).isTrue();
        assertThat(ofTypes("*").covers(delivery(EXHAUSTED))).isTrue();
        assertThat(ofTypes("bot.updated").covers(delivery(EXHAUSTED))).isFalse();
    }

    @Test
    void testsAreNeverReplayed() {
        ReplaySelection dead = ReplaySamples.all(What.InStatus.named(Set.of("dead")));

        assertThat(dead.covers(delivery("webhook.test", EXHAUSTED, HAPPENED))).isFalse();
        assertThat(dead.covers(delivery("message.created", EXHAUSTED, HAPPENED, Trigger.TEST)))
                .isFalse();
    }

    @Test
    void timesAreThoseOfTheEventFromTheFirstToBeforeTheLast() {
        assertThat(within(HAPPENED, HAPPENED.plusMillis(1)).covers(delivery(EXHAUSTED))).isTrue();
        assertThat(
                        within(HAPPENED.plusMillis(1), HAPPENED.plusMillis(2))
                                .covers(delivery(EXHAUSTED)))
                .isFalse();
        assertThat(within(HAPPENED.minusMillis(1), HAPPENED).covers(delivery(EXHAUSTED))).isFalse();
    }

    @Test
    void aNightsDeadLettersAreThoseThatDiedInItWheneverTheirEventsHappened() {
        Instant midnight = HAPPENED.plusSeconds(8 * 3600);
        ReplaySelection night = died(new What.Missed(), midnight, midnight.plusSeconds(6 * 3600));
        DeliveryStatus paused = dead(DeadLetterReason.ENDPOINT_PAUSED);

        assertThat(night.covers(delivery("bot.updated", paused, midnight))).isTrue();
        assertThat(night.covers(delivery("bot.updated", paused, midnight.minusMillis(1))))
                .isFalse();
        assertThat(night.covers(delivery("bot.updated", paused, midnight.plusSeconds(6 * 3600))))
                .isFalse();
    }

    @Test
    void onlyDeadLettersHaveDied() {
        Instant later = HAPPENED.plusSeconds(1);

        assertThatThrownBy(() -> died(new What.PastEvents(), HAPPENED, later))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("died selects dead letters only");
        assertThatThrownBy(() ->
                        died(What.InStatus.named(Set.of("dead", "delivered")), HAPPENED, later))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> died(new What.Missed(), later, later))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("is not before died.until");
    }

    @Test
    void whatChangedAfterTheStartIsNoLongerCovered() {
        Replay replay =
                ReplaySamples.replay(ReplaySamples.all(What.InStatus.named(Set.of("dead"))));

        assertThat(replay.covers(delivery("bot.updated", EXHAUSTED, ReplaySamples.START))).isTrue();
        assertThat(
                        replay.covers(
                                delivery(
                                        "bot.updated",
                                        EXHAUSTED,
                                        ReplaySamples.START.plusMillis(1))))
                .isFalse();
    }

    @Test
    void whatWaitsOrIsCancelledCantBeChosen() {
        assertThatThrownBy(() -> What.InStatus.named(Set.of("waiting")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("status [waiting] is not some of dead, delivered");
        assertThatThrownBy(() -> What.InStatus.named(Set.of("lost")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("status [lost] is not some of dead, delivered");
        assertThatThrownBy(() -> new What.InStatus(Set.of()))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> within(HAPPENED, HAPPENED))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("is not before until");
    }

    private static DeliveryStatus dead(DeadLetterReason reason) {
        return new DeliveryStatus.Dead(reason);
    }

    private static ReplaySelection ofTypes(String... types) {
        return new ReplaySelection(
                What.InStatus.named(Set.of("dead")),
                Optional.of(EventSelection.of(types)),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    private static ReplaySelection within(Instant from, Instant until) {
        return new ReplaySelection(
                What.InStatus.named(Set.of("dead")),
                Optional.empty(),
                Optional.of(from),
                Optional.of(until),
                Optional.empty());
    }

    private static ReplaySelection died(What what, Instant from, Instant until) {
        return new ReplaySelection(
                what,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.of(new ReplaySelection.Died(from, until)));
    }

    private static DeliveryHistory delivery(DeliveryStatus status) {
        return delivery("message.created", status, HAPPENED);
    }

    private static DeliveryHistory delivery(String type, DeliveryStatus status, Instant updatedAt) {
        return delivery(type, status, updatedAt, Trigger.EVENT);
    }

    private static DeliveryHistory delivery(
            String type, DeliveryStatus status, Instant updatedAt, Trigger trigger) {
        EventId event = new EventId("evt_1");
        return new DeliveryHistory(
                DeliveryId.of(event, HAPPENED).to(ReplaySamples.ENDPOINT),
                ReplaySamples.ENDPOINT,
                new SourceEvent(
                        event,
                        new EventType(type),
                        new AccountId("acme"),
                        HAPPENED,
                        new SourceEvent.Origin(0, 0),
                        Optional.empty(),
                        Optional.empty()),
                trigger,
                0,
                status,
                List.of(),
                updatedAt);
    }
}
