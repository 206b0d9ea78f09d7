package dev.hooklane.poll;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hooklane.delivery.AttemptOutcome;
import dev.hooklane.delivery.Delivery;
import dev.hooklane.delivery.DeliveryId;
import dev.hooklane.delivery.SourceEvent;
import dev.hooklane.delivery.Trigger;
import dev.hooklane.event.EventId;
import dev.hooklane.event.EventType;
import dev.hooklane.event.Payload;
import dev.hooklane.lane.LaneFixtures;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** When a later event may not come before an earlier one, and when it may. */
final class OrderJudgeTest {
    private static final int ATTEMPTS = 2;
    private static final Duration LATER = Duration.ofMillis(1);

    private final List<String> violations = new ArrayList<>();
    private final Set<DeliveryId> over = new HashSet<>();
    private final OrderJudge judge = new OrderJudge(ATTEMPTS, over::contains, violations::add);
    private final Delivery earlier = delivery("evt_1", LaneFixtures.NOW);
    private final Delivery later = delivery("evt_2", LaneFixtures.NOW.plus(LATER));

    OrderJudgeTest() {
        judge.ordered(LaneFixtures.ENDPOINT);
    }

    @Test
    void eventsInTheirOrderKeepThePromise() {
        publishBoth(1);
        judge.requested(earlier, true, 1);
        judge.requested(later, true, 1);

        assertThat(violations).isEmpty();
    }

    @Test
    void aLaterEventMayNotComeFirst() {
        publishBoth(1);
        judge.requested(later, true, 1);

        assertThat(violations).singleElement().asString().contains("was overtaken by");
    }

    @Test
    void aLaterEventMayNotComeWhileAnEarlierOneWaitsForItsRetry() {
        publishBoth(1);
        judge.requested(earlier, false, 1);
        judge.requested(later, true, 1);

        assertThat(violations).hasSize(1);
    }

    @Test
    void aLaterEventMayComeOnceTheEarlierOneHasUsedUpItsAttempts() {
        publishBoth(1);
        judge.requested(earlier, false, 1);
        judge.requested(afterOneAttempt(), false, 1);
        judge.requested(later, true, 1);

        assertThat(violations).isEmpty();
    }

    @Test
    void aLaterEventMayComeOnceTheEarlierOneIsKnownToBeOver() {
        publishBoth(1);
        judge.requested(earlier, false, 1);
        over.add(earlier.id());
        judge.requested(later, true, 1);

        assertThat(violations).isEmpty();
    }

    @Test
    void whatWaitedBeforeThePartitionChangedHandsMayBeOvertaken() {
        publishBoth(1);
        judge.requested(earlier, false, 1);
        judge.requested(later, true, 2);

        assertThat(violations).isEmpty();
    }

    @Test
    void whatTheNewOwnerHasRequestedMayNotBeOvertaken() {
        publishBoth(1);
        judge.requested(earlier, false, 2);
        judge.requested(later, true, 2);

        assertThat(violations).hasSize(1);
    }

    @Test
    void whoHasLostThePartitionBreaksNothing() {
        publishBoth(1);
        judge.requested(later, true, 0);

        assertThat(violations).isEmpty();
    }

    @Test
    void eventsOfTheSameMillisecondHaveNoOrder() {
        judge.published(delivery("evt_3", LaneFixtures.NOW), 1);
        judge.published(earlier, 1);
        judge.requested(earlier, true, 1);

        assertThat(violations).isEmpty();
    }

    @Test
    void anEndpointThatDoesNotAskForOrderGetsNone() {
        OrderJudge lenient = new OrderJudge(ATTEMPTS, over::contains, violations::add);
        lenient.published(earlier, 1);
        lenient.published(later, 1);
        lenient.requested(later, true, 1);

        assertThat(violations).isEmpty();
    }

    private void publishBoth(int ownership) {
        judge.published(earlier, ownership);
        judge.published(later, ownership);
    }

    private Delivery afterOneAttempt() {
        return earlier.after(
                LaneFixtures.attempt(1, new AttemptOutcome.ErrorStatus(500, Optional.empty(), "")),
                Optional.empty());
    }

    private static Delivery delivery(String eventId, Instant at) {
        EventId id = new EventId(eventId);
        return Delivery.first(
                DeliveryId.of(id, at).to(LaneFixtures.ENDPOINT),
                LaneFixtures.ENDPOINT,
                new SourceEvent(
                        id,
                        new EventType("message.created"),
                        LaneFixtures.ACCOUNT,
                        at,
                        new SourceEvent.Origin(0, 7),
                        Optional.empty(),
                        Optional.empty()),
                Trigger.EVENT,
                Payload.of(new byte[] {1}));
    }
}
