package dev.hooklane.attempt;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hooklane.delivery.DeliveryStatus;
import dev.hooklane.delivery.HistoryCodec;
import dev.hooklane.endpoint.Endpoint;
import dev.hooklane.endpoint.EndpointDirectory;
import dev.hooklane.endpoint.EndpointState;
import dev.hooklane.erasure.Erasures;
import dev.hooklane.event.AccountId;
import dev.hooklane.lane.LaneFixtures;
import dev.hooklane.offset.Outcome;
import dev.hooklane.offset.TopicPartitions;
import dev.hooklane.poll.DeliveryMeter;
import dev.hooklane.retry.RetryRules;
import dev.hooklane.retry.RetrySchedule;
import dev.hooklane.topic.Topics;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** A record that names one account's event and another one's endpoint. */
final class ForeignEndpointTest {
    private final EndpointDirectory directory = new EndpointDirectory();
    private final AtomicInteger sent = new AtomicInteger();

    @Test
    void anEventIsNeverSentToAnotherAccountsEndpoint() {
        directory.put(foreign(LaneFixtures.endpoint(new EndpointState.Enabled())));

        Outcome outcome = runner().run(work());

        assertThat(sent).hasValue(0);
        assertThat(HistoryCodec.read(outcome.writes().getLast().value()).status())
                .isEqualTo(new DeliveryStatus.Cancelled());
    }

    private static Work work() {
        return new Work(LaneFixtures.partition(), 0, LaneFixtures.delivery("evt_1"));
    }

    private static Endpoint foreign(Endpoint endpoint) {
        return new Endpoint(
                endpoint.id(),
                new AccountId("acct_victim"),
                endpoint.url(),
                endpoint.description(),
                endpoint.eventTypes(),
                endpoint.headers(),
                endpoint.settings(),
                endpoint.state(),
                endpoint.secrets(),
                endpoint.createdAt(),
                endpoint.updatedAt());
    }

    private AttemptRunner runner() {
        DeliveryMeter meter = LaneFixtures.parkMeter(_ -> {});
        OutcomeWriter outcomes =
                new OutcomeWriter(
                        new Topics("hooklane.", RetrySchedule.DEFAULT, 0),
                        new RetryRules(RetrySchedule.DEFAULT),
                        new TopicPartitions(_ -> 4),
                        new Erasures(),
                        () -> LaneFixtures.NOW,
                        meter);
        return new AttemptRunner(
                new EndpointAccess(
                        directory,
                        () -> true,
                        (_, _) -> {
                            sent.incrementAndGet();
                            throw new IllegalStateException("it was sent");
                        },
                        (_, _, _, _, _) -> {}),
                outcomes,
                AttemptLog.atMost(0),
                meter);
    }
}
