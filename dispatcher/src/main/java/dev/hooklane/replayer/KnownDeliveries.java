package dev.hooklane.replayer;

import dev.hooklane.delivery.Delivery;
import dev.hooklane.delivery.DeliveryHistory;
import dev.hooklane.delivery.DeliveryId;
import dev.hooklane.delivery.Trigger;
import dev.hooklane.endpoint.Endpoint;
import dev.hooklane.event.EventId;
import dev.hooklane.event.Payload;
import dev.hooklane.history.HistoryStretch;
import dev.hooklane.history.HistoryWalk;
import dev.hooklane.lookup.SearchPace;
import dev.hooklane.replay.Replay;
import dev.hooklane.replay.ReplayCursor;
import dev.hooklane.replay.SkipReason;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Deliveries in the history, including dead letters. For one thread at a time. */
final class KnownDeliveries implements DeliverySource {
    /** With payloads of the largest size, they take 25 MiB. */
    private static final int AT_ONCE_MAX = 100;

    private static final int COUNTED_AT_ONCE = 1_000;

    private final OwnHistory history;
    private final Payloads payloads;
    private final InstantSource clock;
    private final SearchPace.Time time;

    /** Reads payloads again. */
    @FunctionalInterface
    interface Payloads {
        /** Returns the payloads of these deliveries' events that can still be read. */
        Map<EventId, Payload> of(List<DeliveryHistory> deliveries);
    }

    /**
     * @param time at which it pauses while it counts
     */
    KnownDeliveries(
            OwnHistory history, Payloads payloads, InstantSource clock, SearchPace.Time time) {
        this.history = history;
        this.payloads = payloads;
        this.clock = clock;
        this.time = time;
    }

    @Override
    public Batch next(
            Replay replay, Endpoint endpoint, ReplayCursor cursor, Set<DeliveryId> open, int most) {
        List<Delivery> deliveries = new ArrayList<>();
        ReplayCursor at = cursor;
        long bytes = 0;
        long gone = 0;
        while (!(at instanceof ReplayCursor.End)
                && deliveries.size() < most
                && bytes < Batch.BYTES_MAX) {
            HistoryStretch stretch =
                    history.walk(walk(replay, at, Math.min(AT_ONCE_MAX, most - deliveries.size())));
            Map<EventId, Payload> found = payloads.of(stretch.found());
            for (DeliveryHistory each : stretch.found()) {
                Payload payload = found.get(each.event().id());
                if (payload == null) {
                    gone++;
                } else {
                    deliveries.add(each.again(Trigger.REPLAY, payload));
                    bytes += payload.sizeBytes();
                }
            }
            at = after(stretch, at);
        }
        return new Batch(
                deliveries, at, gone == 0 ? Map.of() : Map.of(SkipReason.PAYLOAD_GONE, gone));
    }

    @Override
    public ReplayCount count(Replay replay, Endpoint endpoint) {
        ReplayCount.Tally tally = new ReplayCount.Tally();
        long until = clock.millis() + ReplayCount.PATIENCE.toMillis();
        SearchPace pace = SearchPace.endless(time);
        ReplayCursor at = new ReplayCursor.Start();
        while (!(at instanceof ReplayCursor.End) && pace.awaitPiece() && clock.millis() < until) {
            HistoryStretch stretch = history.walk(walk(replay, at, COUNTED_AT_ONCE));
            pace.add(COUNTED_AT_ONCE);
            stretch.found().forEach(each -> tally.add(each.id()));
            at = after(stretch, at);
        }
        return tally.counted(!(at instanceof ReplayCursor.End));
    }

    private static HistoryWalk walk(Replay replay, ReplayCursor at, int limit) {
        return new HistoryWalk(
                replay.endpoint(),
                replay.selection().statuses(),
                replay.selection().from(),
                replay.selection().until(),
                replay::covers,
                at instanceof ReplayCursor.After(DeliveryId last)
                        ? Optional.of(last)
                        : Optional.empty(),
                limit);
    }

    private static ReplayCursor after(HistoryStretch stretch, ReplayCursor before) {
        if (stretch.isEnd()) {
            return new ReplayCursor.End();
        }
        return stretch.last().<ReplayCursor>map(ReplayCursor.After::new).orElse(before);
    }
}
