package dev.hooklane.lane;

import dev.hooklane.attempt.AttemptRunner;
import dev.hooklane.attempt.OutcomeWriter;
import dev.hooklane.attempt.Work;
import dev.hooklane.endpoint.Endpoint;
import dev.hooklane.endpoint.EndpointDirectory;
import dev.hooklane.endpoint.EndpointState;
import dev.hooklane.offset.Outcome;
import dev.hooklane.supervision.OutOfMemory;
import java.time.Duration;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * All lanes of this instance, and the threads that run their attempts.
 *
 * <pre>
 * poll loop ── submit ─▶ lane ── virtual thread per attempt ─▶ finished ─ pollFinished ─▶ poll loop
 *           ── tend ───▶   └── parked ───────────────────────────▶ finished
 * </pre>
 *
 * The poll loop's thread submits, tends and collects; it alone makes and forgets lanes. Virtual
 * threads run the attempts, and when one ends, the same thread takes its lane's next delivery. No
 * thread waits for another: the work handed over is bounded by {@link LaneSettings#maxAdmitted}.
 */
public final class Lanes implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Lanes.class);

    /** A lane that holds more than this many times the average is itself the slow part. */
    private static final int SHARES = 4;

    /**
     * Once the lanes are more than 1/{@code CROWDED_PART} full, nothing should wait in them for
     * long.
     */
    private static final int CROWDED_PART = 4;

    private final LaneSettings settings;
    private final AttemptRunner runner;
    private final OutcomeWriter outcomes;
    private final EndpointDirectory directory;
    private final LaneClock clock;
    private final Executor threads;
    private final Permits permits;
    private final AtomicInteger openBreakers = new AtomicInteger();
    private final LaneBook book;
    private final Queue<Outcome> finished = new ConcurrentLinkedQueue<>();
    private final Admitted admitted;
    private final AtomicInteger delayedInFlight = new AtomicInteger();
    private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
    private volatile boolean closed;

    /**
     * @param threads runs each attempt in parallel with all others
     */
    public Lanes(
            LaneSettings settings,
            AttemptRunner runner,
            OutcomeWriter outcomes,
            EndpointDirectory directory,
            LaneClock clock,
            Executor threads) {
        this.settings = settings;
        this.admitted = new Admitted(settings);
        this.runner = runner;
        this.outcomes = outcomes;
        this.directory = directory;
        this.clock = clock;
        this.threads = threads;
        this.permits = new Permits(settings.maxInFlight());
        this.book = new LaneBook(settings, new LaneShared(permits, openBreakers, clock.random()));
    }

    /**
     * Returns the bound that keeps one more delivery from being submitted, if any, counting
     * uncommitted outcomes too.
     */
    public Optional<Bound> full(int uncommitted, long uncommittedBytes) {
        Optional<Bound> held = admitted.reached(uncommitted, uncommittedBytes);
        return held.isPresent() ? held : permits.reached();
    }

    /**
     * Reports whether the lanes are less than 1/{@code part} full, leaving room for non-urgent
     * work.
     */
    public boolean holdLessThanOneIn(int part) {
        return admitted.isLessThanOneIn(part);
    }

    /** Starts the work, queues it behind its endpoint's others, or parks it. */
    public void submit(Work work, Moment moment) {
        Optional<Endpoint> endpoint = directory.find(work.delivery().endpoint());
        if (endpoint.isEmpty()
                || endpoint.get().isSealed()
                || !(endpoint.get().state() instanceof EndpointState.Enabled)) {
            // No request will be made, so nothing can be too much for the endpoint.
            admitted.add(work);
            start(null, work);
            return;
        }
        Lane lane = lane(endpoint.get(), work, moment.nanos());
        switch (lane.offer(work, moment, clock.untilTurnNanos(work))) {
            case Decision.Start _ -> {
                admitted.add(work);
                start(lane, work);
            }
            case Decision.Queue _ -> {
                admitted.add(work);
                book.waits(lane);
            }
            case Decision.Park park -> park(lane, work, park);
        }
    }

    private Lane lane(Endpoint endpoint, Work work, long nowNanos) {
        return book.lane(endpoint, work.partition().partition().partition(), nowNanos);
    }

    /**
     * Takes note that a delivery keeps waiting in a delay topic, without having come to its lane.
     */
    public void waitsElsewhere(Work work, Outcome outcome) {
        directory
                .find(work.delivery().endpoint())
                .filter(endpoint -> endpoint.settings().ordered())
                .ifPresent(endpoint -> {
                    long nowNanos = clock.nanos();
                    lane(endpoint, work, nowNanos).waitsElsewhere(work, outcome, nowNanos);
                });
    }

    /** Forgets these partition numbers, which were given up; some of them may be owned again. */
    public void forgetMoved(Set<Integer> moved, Set<Integer> owned) {
        book.forgetMoved(moved, owned, admitted::remove);
    }

    /**
     * Tends the queues: starts deliveries that may start now, and parks those that have waited too
     * long. Called at least ten times a second.
     */
    public void tend(Moment moment) {
        book.tend(moment, this::start, this::giveUp);
        book.forgetIdle(moment.nanos());
    }

    /** Returns how long {@link #tend} may wait. */
    public Duration untilTend(Moment moment) {
        return book.untilTend(moment.nanos());
    }

    public Moment moment() {
        int held = admitted.count();
        return new Moment(
                clock.nanos(),
                clock.busy().getAsBoolean(),
                SHARES * held / Math.max(1, book.size()),
                settings.queuedPerLane(held),
                !holdLessThanOneIn(CROWDED_PART));
    }

    /** Returns the next finished outcome, in no particular order; null if there is none. */
    public @Nullable Outcome pollFinished() {
        return finished.poll();
    }

    /** Returns the state of the lanes. */
    public LaneReport report() {
        return book.report(clock.nanos(), LaneState.TOLD_MAX);
    }

    public LaneCounts counts() {
        return new LaneCounts(
                permits.inFlight(),
                permits.slow(),
                admitted.count(),
                delayedInFlight.get(),
                book.size(),
                openBreakers.get());
    }

    /** Returns how many deliveries are in flight, or queued behind those in flight. */
    public int admitted() {
        return admitted.count();
    }

    /** Returns how many attempts are in flight. */
    public int inFlight() {
        return permits.inFlight();
    }

    /** Returns why the lanes can't be trusted any more; null while they can. */
    public @Nullable Throwable failure() {
        return failure.get();
    }

    /** Returns how many attempts are in flight for deliveries from delay topics. */
    public int delayedInFlight() {
        return delayedInFlight.get();
    }

    private void start(@Nullable Lane lane, Work work) {
        if (lane == null) {
            permits.started(false);
        }
        countDelayed(work, 1);
        permits.waitsForCpu();
        threads.execute(() -> {
            permits.hasCpu();
            runOrFail(lane, work);
        });
    }

    private void giveUp(Lane lane, Lane.Expired expired) {
        admitted.remove(expired.work());
        if (expired.work().partition().owned()) {
            park(lane, expired.work(), expired.park());
        }
    }

    private void park(Lane lane, Work work, Decision.Park park) {
        Outcome outcome = outcomes.parked(work, park.reason(), Duration.ofNanos(park.waitNanos()));
        lane.waitsElsewhere(work, outcome, clock.nanos());
        finished.add(outcome);
    }

    /**
     * Runs the work; an unforeseen error ends this run of the poll loop, and the next one starts
     * from the committed offsets. Otherwise a delivery without an outcome would hold up its
     * partition for ever, and a lane that lost count would hold its permits.
     */
    private void runOrFail(@Nullable Lane lane, Work first) {
        try {
            run(lane, first);
        } catch (Throwable e) {
            OutOfMemory.endProcessIfCause(e);
            failure.compareAndSet(null, e);
            log.error("lanes.failed delivery={}", first.delivery().id(), e);
        }
    }

    private void run(@Nullable Lane lane, Work first) {
        @Nullable Work work = first;
        while (work != null) {
            Outcome outcome = null;
            try {
                if (work.partition().owned() && !closed) {
                    outcome = runner.run(work);
                    finished.add(outcome);
                }
            } finally {
                admitted.remove(work);
                countDelayed(work, -1);
                work = next(lane, outcome, work);
            }
        }
    }

    private @Nullable Work next(@Nullable Lane lane, @Nullable Outcome outcome, Work ended) {
        if (lane == null) {
            permits.ended(false);
            return null;
        }
        Work next = lane.finished(outcome, ended, clock.nanos());
        if (next != null) {
            countDelayed(next, 1);
        }
        return next;
    }

    private void countDelayed(Work work, int change) {
        if (work.isDelayed()) {
            delayedInFlight.addAndGet(change);
        }
    }

    /** Starts nothing more; attempts in flight end by their own timeout. */
    @Override
    public void close() {
        closed = true;
    }
}
