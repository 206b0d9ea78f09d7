package dev.hooklane.replayer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hooklane.delivery.DeliveryHistory;
import dev.hooklane.delivery.DeliveryId;
import dev.hooklane.endpoint.EndpointId;
import dev.hooklane.history.HistoryStretch;
import dev.hooklane.history.HistoryWalk;
import dev.hooklane.lookup.SearchPace;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** A count of a history without end stops in time, and leaves the core to others until then. */
final class KnownDeliveriesTest {
    private static final Duration STRETCH = Duration.ofMillis(5);

    private final Hand time = new Hand();

    @Test
    void aCountTakesAQuarterOfItsTime() {
        KnownDeliveries deliveries =
                new KnownDeliveries(
                        new EndlessHistory(),
                        _ -> Map.of(),
                        () -> ReplaySamples.START.plusNanos(time.nanos),
                        time);

        ReplayCount count =
                deliveries.count(
                        ReplaySamples.replay(ReplaySamples.START, 1), ReplaySamples.endpoint());

        assertThat(count.more()).isTrue();
        assertThat(Duration.ofNanos(time.nanos))
                .isBetween(ReplayCount.PATIENCE, ReplayCount.PATIENCE.plus(STRETCH));
        assertThat(time.nanos - time.pausedNanos)
                .isBetween(time.nanos / 5, time.nanos / 4 + 3 * STRETCH.toNanos());
    }

    /** A time that passes when it is told to. */
    private static final class Hand implements SearchPace.Time {
        private long nanos;
        private long pausedNanos;

        @Override
        public long nanos() {
            return nanos;
        }

        @Override
        public void pause(Duration pause) {
            nanos += pause.toNanos();
            pausedNanos += pause.toNanos();
        }
    }

    /** Each stretch takes a while, and finds one delivery. */
    private final class EndlessHistory implements OwnHistory {
        private final DeliveryHistory found = ReplaySamples.dead(1);

        @Override
        public HistoryStretch walk(HistoryWalk walk) {
            time.nanos += STRETCH.toNanos();
            return new HistoryStretch(List.of(found), Optional.of(found.id()), false);
        }

        @Override
        public Set<Integer> owned() {
            return Set.of(0);
        }

        @Override
        public int partition(EndpointId endpoint) {
            return 0;
        }

        @Override
        public Optional<DeliveryHistory> find(DeliveryId delivery) {
            return Optional.empty();
        }
    }
}
