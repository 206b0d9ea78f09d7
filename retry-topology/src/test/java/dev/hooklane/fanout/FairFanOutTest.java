package dev.hooklane.fanout;

import static dev.hooklane.fanout.SharesDriver.A_SECOND;
import static dev.hooklane.fanout.SharesDriver.ONE;
import static dev.hooklane.fanout.SharesDriver.OTHER;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hooklane.delivery.Delivery;
import dev.hooklane.delivery.DeliveryRecords;
import dev.hooklane.delivery.Trigger;
import dev.hooklane.endpoint.Endpoint;
import dev.hooklane.endpoint.Endpoints;
import dev.hooklane.event.RejectReason;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.StreamsConfig;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An account over its share waits, and the others of its partition do not. */
final class FairFanOutTest {
    private static final Duration SECOND = Duration.ofSeconds(1);

    private final Path stateDir;
    private SharesDriver fanOut;

    FairFanOutTest(@TempDir Path stateDir) {
        this.stateDir = stateDir;
        fanOut = SharesDriver.in(stateDir.resolve("main"));
    }

    @AfterEach
    void close() {
        fanOut.close();
    }

    @Test
    void anAccountWithinItsShareIsFannedOutAtOnceAndNothingIsStored() {
        fanOut.publish(ONE, 1, A_SECOND);

        assertThat(fanOut.deliveredOf(ONE)).hasSize(A_SECOND);
        assertThat(fanOut.stored()).isEmpty();
        assertThat(fanOut.seen.deferred).isZero();
    }

    @Test
    void theEventsOfAnAccountOverItsShareFollowInOrderAndNoneIsLost() {
        fanOut.publish(ONE, 1, 35);
        assertThat(fanOut.deliveredOf(ONE)).isEqualTo(ids(1, 10));

        fanOut.turns();
        assertThat(fanOut.deliveredOf(ONE)).isEmpty();
        fanOut.pass(SECOND);
        assertThat(fanOut.deliveredOf(ONE)).isEqualTo(ids(11, 20));
        // Behind those that wait, although a share is left.
        fanOut.pass(SECOND.multipliedBy(10));
        fanOut.publish(ONE, 36, 36);
        fanOut.pass(SECOND.multipliedBy(10));

        assertThat(fanOut.deliveredOf(ONE)).isEqualTo(ids(21, 36));
        assertThat(fanOut.seen.deferred).isEqualTo(26);
    }

    @Test
    void theAccountsThatWaitAreNamedWithTheirEventsUntilNoneDoes() {
        fanOut.publish(OTHER, 1, 15);
        fanOut.publish(ONE, 1, 40);

        fanOut.turns();
        assertThat(fanOut.seen.accounts)
                .containsExactly(
                        new DeferredMeter.OfAccount(ONE, 30, OnceDriver.NOW),
                        new DeferredMeter.OfAccount(OTHER, 5, OnceDriver.NOW));
        fanOut.pass(SECOND.multipliedBy(2));
        assertThat(fanOut.seen.accounts)
                .extracting(DeferredMeter.OfAccount::account)
                .containsExactly(ONE);
        fanOut.pass(SECOND.multipliedBy(2));
        fanOut.pass(SECOND.multipliedBy(2));

        assertThat(fanOut.seen.accounts).isEmpty();
    }

    @Test
    void othersOfItsPartitionDoNotWait() {
        fanOut.publish(ONE, 1, 500);
        fanOut.publish(OTHER, 1, 3);

        assertThat(fanOut.deliveredOf(OTHER)).isEqualTo(ids(1, 3));
    }

    @Test
    void accountsThatWaitTakeTurns() {
        fanOut.publish(ONE, 1, 100);
        fanOut.publish(OTHER, 1, 20);
        fanOut.delivered();

        fanOut.pass(SECOND);

        List<Delivery> turn = fanOut.delivered();
        assertThat(turn).hasSize(2 * A_SECOND);
        assertThat(turn.subList(0, A_SECOND + 2))
                .extracting(delivery -> delivery.event().account())
                .contains(ONE, OTHER);
    }

    @Test
    void anEventCostsADeliveryForEachEndpoint() {
        for (int seed = 3; seed < 12; seed++) {
            fanOut.put(Endpoints.of(ONE, seed, "*"));
        }

        fanOut.publish(ONE, 1, 2);

        assertThat(fanOut.delivered()).hasSize(10);
        assertThat(fanOut.stored()).hasSize(1);
    }

    @Test
    void aDeferredEventKeepsItsPlaceAndTime() {
        fanOut.publish(ONE, 1, 12);
        fanOut.delivered();

        fanOut.pass(SECOND);

        assertThat(fanOut.delivered())
                .extracting(delivery -> delivery.event().origin().toString())
                .isEqualTo(List.of("0@10", "0@11"));
    }

    @Test
    void whatWaitsIsThereAfterARestartAndStillFirst() {
        fanOut.publish(ONE, 1, 15);

        RestartedFanOut restarted = RestartedFanOut.with(fanOut.stored(), fanOut);
        restarted.publish(ONE, "evt_16", 15);
        restarted.turns();

        assertThat(restarted.delivered()).isEqualTo(ids(11, 16));
    }

    @Test
    void anEventStaysInTheStoreUntilItsDeliveriesAreAcknowledged() {
        fanOut.publish(ONE, 1, 15);
        fanOut.delivered();

        fanOut.pass(SECOND);
        fanOut.turns();

        assertThat(fanOut.deliveredOf(ONE)).isEqualTo(ids(11, 15));
        assertThat(fanOut.stored()).hasSize(5);
        // The same deliveries under the same ids, as after any crash of the fan-out.
        RestartedFanOut restarted = RestartedFanOut.with(fanOut.stored(), fanOut);
        restarted.turns();
        assertThat(restarted.delivered()).isEqualTo(ids(11, 15));
        fanOut.commit();
        fanOut.turns();
        assertThat(fanOut.stored()).isEmpty();
    }

    @Test
    void withExactlyOnceItIsRemovedInTheSameTransaction() {
        fanOut.close();
        fanOut =
                new SharesDriver(
                        stateDir.resolve("exactly"), 1 << 20, StreamsConfig.EXACTLY_ONCE_V2);
        fanOut.publish(ONE, 1, 15);

        fanOut.pass(SECOND);

        assertThat(fanOut.stored()).isEmpty();
        assertThat(fanOut.deliveredOf(ONE)).isEqualTo(ids(1, 15));
    }

    @Test
    void whatIsErasedWhileItWaitsIsDroppedAndCostsNoShare() {
        fanOut.publish(ONE, 1, 400);
        fanOut.delivered();
        fanOut.erase(ONE);

        fanOut.pass(SECOND);
        fanOut.commit();
        fanOut.turns();

        assertThat(fanOut.delivered()).isEmpty();
        assertThat(fanOut.rejected()).isEmpty();
        assertThat(fanOut.stored()).isEmpty();
    }

    @Test
    void aBadEventWaitsLikeAGoodOneAndIsRejectedWithItsPlace() {
        fanOut.publish(ONE, 1, 10);
        fanOut.publish(ONE, "no JSON", new RecordHeaders());
        assertThat(fanOut.rejected()).isEmpty();

        fanOut.pass(SECOND);

        assertThat(fanOut.rejected())
                .singleElement()
                .satisfies(record -> {
                    assertThat(
                                    DeliveryRecords.optional(
                                            record.headers(), RejectedCopy.SOURCE_HEADER))
                            .contains("hooklane.events:0@10");
                    assertThat(record.value()).asString().isEqualTo("no JSON");
                });
    }

    @Test
    void anEntryThatCantBeReadIsRejectedAndTheNextFollows() {
        fanOut.publish(ONE, 1, 12);
        fanOut.delivered();
        fanOut.store().put(DeferredCodec.key(ONE, 10), new byte[] {9, 9});

        fanOut.pass(SECOND);

        assertThat(fanOut.rejected())
                .singleElement()
                .satisfies(record ->
                        assertThat(
                                        DeliveryRecords.optional(
                                                record.headers(), RejectedCopy.REASON_HEADER))
                                .contains(RejectReason.INTERNAL_ERROR.code()));
        assertThat(fanOut.deliveredOf(ONE)).isEqualTo(ids(12, 12));
    }

    @Test
    void aTestDoesNotWaitBehindItsAccountsBurst() {
        Endpoint endpoint = Endpoints.of(ONE, 1, "*");
        fanOut.publish(ONE, 1, 20);
        Delivery like = fanOut.delivered().getFirst();

        fanOut.publishTest(endpoint, like);
        fanOut.publish(
                ONE,
                OnceDriver.event("evt_forged"),
                new RecordHeaders().add(FanOutTopology.TEST_HEADER, new byte[] {1}));

        assertThat(fanOut.delivered())
                .singleElement()
                .extracting(Delivery::trigger)
                .isEqualTo(Trigger.TEST);
        assertThat(fanOut.stored()).hasSize(11);
    }

    @Test
    void theMetersSayHowMuchWaitsAndSinceWhen() {
        fanOut.publish(ONE, 1, 15);
        fanOut.publish(OTHER, 1, 11);

        fanOut.turns();

        DeferredMeter.Waiting waiting = fanOut.seen.waiting.getLast();
        assertThat(waiting.events()).isEqualTo(6);
        assertThat(waiting.accounts()).isEqualTo(2);
        assertThat(waiting.bytes()).isPositive();
        assertThat(waiting.oldest()).contains(OnceDriver.NOW);
        fanOut.pass(SECOND);
        fanOut.commit();
        fanOut.turns();
        assertThat(fanOut.seen.waiting.getLast().events()).isZero();
        assertThat(fanOut.seen.waiting.getLast().bytes()).isZero();
        // Nothing is left to do, so Kafka Streams has nothing to commit.
        int told = fanOut.seen.waiting.size();
        fanOut.turns();
        assertThat(fanOut.seen.waiting).hasSize(told);
    }

    @Test
    void aTurnThatFailsEndsAloneAndTheNextOneFollows() {
        fanOut.publish(ONE, 1, 35);
        fanOut.seen.failing = true;

        fanOut.pass(SECOND);
        fanOut.publish(OTHER, 1, 1);
        fanOut.seen.failing = false;
        fanOut.pass(SECOND);

        assertThat(fanOut.seen.waiting).hasSize(1);
        assertThat(fanOut.rejected()).isEmpty();
        List<Delivery> delivered = fanOut.delivered();
        assertThat(delivered).hasSize(31);
        assertThat(delivered)
                .extracting(Delivery::event)
                .filteredOn(event -> event.account().equals(ONE))
                .extracting(event -> event.id().value())
                .isEqualTo(ids(1, 30));
    }

    private static List<String> ids(int from, int to) {
        return IntStream.rangeClosed(from, to).mapToObj(n -> "evt_" + n).toList();
    }
}
