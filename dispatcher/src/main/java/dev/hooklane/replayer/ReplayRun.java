package dev.hooklane.replayer;

import dev.hooklane.delivery.DeliveryHistory;
import dev.hooklane.delivery.DeliveryId;
import dev.hooklane.delivery.DeliveryStatus;
import dev.hooklane.endpoint.Endpoint;
import dev.hooklane.endpoint.EndpointState;
import dev.hooklane.replay.Replay;
import dev.hooklane.replay.Replay.Wish;
import dev.hooklane.replay.ReplayCounts;
import dev.hooklane.replay.ReplayCursor;
import dev.hooklane.replay.ReplayProgress;
import dev.hooklane.replay.ReplayProgress.End;
import dev.hooklane.replay.ReplayProgress.Open;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * One replay at its owner, step by step. A step's decision counts once it is written: the caller
 * writes it, calls {@link #written}, and discards the run if the write failed. For one thread.
 *
 * <pre>
 * source ─▶ batch ─▶ one transaction: deliveries + progress ─▶ open ─▶ (history) ─▶ delivered, dead
 * </pre>
 */
final class ReplayRun {
    /**
     * How many deliveries may be on their way at once: those that an endpoint does not take stay
     * where they are.
     */
    static final int OPEN_MAX = 1_000;

    /** Outcomes from just before the start have reached the history by then. */
    static final Duration SETTLED_AFTER = Duration.ofSeconds(1);

    /** How long a new endpoint may take to be known here. */
    private static final Duration ENDPOINT_KNOWN_WITHIN = Duration.ofMinutes(1);

    /** How often progress is written while nothing is sent. */
    private static final Duration NOTED_EVERY = Duration.ofSeconds(1);

    private final ReplayRunParts parts;
    private final SendRate rate;
    private ReplayProgress progress;
    private Instant notedAt;

    /** The result of a step: it is written as a whole, or not at all. */
    record Step(Batch batch, ReplayProgress progress) {}

    /**
     * @param progress as the topic has it
     */
    ReplayRun(ReplayRunParts parts, Replay replay, ReplayProgress progress, Instant now) {
        this.parts = parts;
        this.rate = new SendRate(replay.ratePerSecond(), now);
        this.progress = progress;
        this.notedAt = Instant.EPOCH;
    }

    /**
     * Returns what must be written now, if anything.
     *
     * @param replay as it is requested now
     */
    Optional<Step> step(Replay replay, Instant now) {
        rate.change(replay.ratePerSecond());
        Optional<Endpoint> endpoint = parts.directory().find(replay.endpoint());
        Settled settled = settle();
        Batch batch =
                endpoint.filter(known -> maySend(replay, known, now))
                        .map(known -> next(replay, known, settled.open(), now))
                        .orElseGet(() -> Batch.none(progress.cursor()));
        ReplayProgress after = progress(settled, batch);
        Optional<End> end = end(replay, after, now);
        if (end.isPresent()) {
            after = after.endedWith(end.get(), now);
        }
        boolean isDue = !now.isBefore(notedAt.plus(NOTED_EVERY));
        boolean writes = !batch.deliveries().isEmpty() || end.isPresent() || isDue;
        return writes && !after.equals(progress)
                ? Optional.of(new Step(batch, after))
                : Optional.empty();
    }

    /** Takes note that the step is durable. */
    void written(Step step, Instant now) {
        progress = step.progress();
        rate.sent(step.batch().deliveries().size());
        notedAt = now;
    }

    /** Reports whether the replay has ended. */
    boolean hasEnded() {
        return progress.ended().isPresent();
    }

    private boolean maySend(Replay replay, Endpoint endpoint, Instant now) {
        return replay.wish() == Wish.RUN
                && endpoint.state() instanceof EndpointState.Enabled
                && !(progress.cursor() instanceof ReplayCursor.End)
                && !now.isBefore(replay.startedAt().plus(SETTLED_AFTER));
    }

    private Batch next(Replay replay, Endpoint endpoint, List<Open> open, Instant now) {
        int most = Math.min(rate.available(now), OPEN_MAX - open.size());
        Set<DeliveryId> ids = open.stream().map(Open::delivery).collect(Collectors.toSet());
        return most <= 0
                ? Batch.none(progress.cursor())
                : parts.source(replay).next(replay, endpoint, progress.cursor(), ids, most);
    }

    /** The deliveries that are still open, and the outcomes of the others. */
    private record Settled(List<Open> open, ReplayCounts counts) {}

    private Settled settle() {
        List<Open> open = new ArrayList<>();
        long delivered = 0;
        long dead = 0;
        long cancelled = 0;
        for (Open each : progress.open()) {
            Optional<DeliveryHistory> known =
                    parts.history()
                            .find(each.delivery())
                            .filter(found -> found.round() >= each.round());
            if (known.isEmpty()) {
                if (parts.isErased(progress.account(), each.delivery())) {
                    cancelled++;
                } else {
                    open.add(each);
                }
                continue;
            }
            switch (known.get().status()) {
                case DeliveryStatus.Delivered _ -> delivered++;
                case DeliveryStatus.Dead _ -> dead++;
                case DeliveryStatus.Cancelled _ -> cancelled++;
                case DeliveryStatus.Waiting _ -> open.add(each);
            }
        }
        return new Settled(open, new ReplayCounts(0, delivered, dead, cancelled, Map.of()));
    }

    private ReplayProgress progress(Settled settled, Batch batch) {
        List<Open> sent =
                batch.deliveries().stream().map(each -> new Open(each.id(), each.round())).toList();
        return new ReplayProgress(
                progress.id(),
                progress.account(),
                progress.startedAt(),
                parts.instance(),
                batch.next(),
                Stream.concat(settled.open().stream(), sent.stream()).toList(),
                progress.counts()
                        .plus(settled.counts())
                        .plus(new ReplayCounts(sent.size(), 0, 0, 0, batch.skipped())),
                progress.ended());
    }

    private Optional<End> end(Replay replay, ReplayProgress after, Instant now) {
        boolean maybeNew = now.isBefore(replay.startedAt().plus(ENDPOINT_KNOWN_WITHIN));
        if (parts.directory().wasDeleted(replay.endpoint())
                || (parts.directory().find(replay.endpoint()).isEmpty() && !maybeNew)) {
            return Optional.of(End.ENDPOINT_DELETED);
        }
        if (!after.open().isEmpty()) {
            return Optional.empty();
        }
        if (replay.wish() == Wish.CANCEL) {
            return Optional.of(End.CANCELLED);
        }
        return after.cursor() instanceof ReplayCursor.End
                ? Optional.of(End.DONE)
                : Optional.empty();
    }
}
