package dev.hooklane.poll;

import dev.hooklane.lane.LaneClock;
import dev.hooklane.lane.LaneReport;
import dev.hooklane.lane.LaneSettings;
import dev.hooklane.lane.Lanes;
import dev.hooklane.lane.Moment;
import dev.hooklane.offset.Assignment;
import dev.hooklane.offset.CommitCycle;
import dev.hooklane.offset.DeliveringFailedException;
import dev.hooklane.offset.Outcome;
import dev.hooklane.offset.OutcomeTransactions;
import dev.hooklane.offset.OwnedPartition;
import dev.hooklane.offset.ReadAt;
import dev.hooklane.topic.Topics;
import dev.hooklane.unreadable.UnreadablePartitions;
import java.time.Duration;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.jspecify.annotations.Nullable;

/**
 * Reads deliveries, admits those that are due into their lanes, and commits outcomes. One run owns
 * a consumer, its transactions and the lanes; when it fails, all of them are discarded, and the
 * next run starts from the committed offsets. Its thread never waits for an endpoint.
 *
 * <pre>
 * poll ─▶ hold ─▶ (due? room?) ─▶ lane ─▶ finished ─▶ transaction: outcomes + offsets
 *   ▲       │ not yet: the partition is paused
 *   └───────┘ nothing held: it is resumed
 * </pre>
 */
final class PollLoop {
    /** How soon a stop notices that the last attempt has ended. */
    private static final Duration DRAINING_POLL = Duration.ofMillis(20);

    private final Consumer<byte[], byte[]> consumer;
    private final Topics topics;
    private final Lanes lanes;
    private final OutcomeTransactions transactions;
    private final CommitCycle commits;
    private final Leases leases;
    private final Intake intake;
    private final Assignment assignment;
    private final LaneSettings settings;
    private final LaneClock clock;
    private final UnreadablePartitions unreadable = new UnreadablePartitions();
    private final LoopState state = new LoopState();
    private final LaneQuestion laneQuestion = new LaneQuestion();
    private boolean room = true;
    private boolean ended;
    private boolean draining;
    private volatile boolean stopping;

    PollLoop(
            Consumer<byte[], byte[]> consumer,
            Topics topics,
            Lanes lanes,
            OutcomePath outcomes,
            LoopRules rules,
            DeliveryMeter meter) {
        this.consumer = consumer;
        this.topics = topics;
        this.lanes = lanes;
        this.transactions = outcomes.transactions();
        this.settings = rules.settings();
        this.clock = rules.clock();
        this.leases = new Leases(topics.leases(), rules.leases(), outcomes.writer(), meter);
        this.commits =
                new CommitCycle(
                        consumer,
                        this::pollFinished,
                        transactions,
                        outcomes.quarantine(),
                        leases::refused,
                        meter,
                        settings.commitInterval(),
                        clock.nanoTime());
        this.intake =
                new Intake(
                        new Admission(lanes, leases, commits, outcomes.writer(), meter),
                        lanes,
                        leases,
                        new DelayedLimit(settings.maxDelayedInFlight(), clock.withoutReserve()),
                        topics.bulkDeliveries(),
                        clock.random());
        this.assignment =
                new Assignment(
                        consumer, topics.delayTopics(), topics.leases(), this::commitNow, meter);
    }

    /** Runs until {@link #stop}, then drains; or until it fails. */
    void run(Runnable heartbeat) {
        try {
            join();
            while (!stopping) {
                step();
                heartbeat.run();
            }
            drain();
        } finally {
            close();
        }
    }

    /**
     * Starts nothing more, and waits for attempts in flight. It keeps polling, with everything
     * paused: otherwise a member that joins the group meanwhile would have to wait for this one.
     */
    void drain() {
        draining = true;
        lanes.close();
        long startedAt = clock.nanos();
        while ((lanes.inFlight() > 0 || leases.waiting() > 0)
                && clock.nanos() - startedAt < settings.drainTimeout().toNanos()) {
            pauseAsNeeded();
            takePolled(DRAINING_POLL);
            failIfLanesFailed();
            boolean _ = intake.admitLeases(assignment.owned(), clock.wall().instant());
            commits.tick(assignment);
            show();
        }
        commitNow();
    }

    /** Becomes a member of the group that delivers. */
    void join() {
        consumer.subscribe(topics.ofLanes(), assignment);
    }

    /** Asks the loop to stop. Any thread may call this. */
    void stop() {
        stopping = true;
        consumer.wakeup();
    }

    LoopState state() {
        return state;
    }

    Lanes lanes() {
        return lanes;
    }

    /** Returns the state of the lanes, once this loop has turned. Any thread may ask. */
    CompletableFuture<LaneReport> laneReport() {
        return laneQuestion.ask();
    }

    /** Runs one turn: polls, admits what is due, and commits finished outcomes. */
    void step() {
        if (!takePolled(pollTimeout())) {
            return;
        }
        failIfLanesFailed();
        room = intake.admitAll(assignment.owned(), clock.wall().instant());
        Moment moment = lanes.moment();
        lanes.tend(moment);
        readAnewWhatCouldNotBeRead();
        pauseAsNeeded();
        leases.due(assignment.owned(), moment.nanos()).forEach(commits::add);
        commits.tick(assignment);
        laneQuestion.answer(lanes::report);
        show();
    }

    private void show() {
        state.polled(
                assignment.joined(),
                assignment.owned(),
                unreadable.offsets(),
                clock.wall().instant());
    }

    /** Polls, and holds the records; returns false if it was woken up. */
    private boolean takePolled(Duration timeout) {
        ConsumerRecords<byte[], byte[]> polled;
        try {
            polled = consumer.poll(timeout);
            forgetMoved();
        } catch (WakeupException e) {
            return false;
        } catch (KafkaException e) {
            if (assignment.passByDone(UnreadablePartitions.corrupt(e, consumer.assignment()))) {
                return true;
            }
            if (!unreadable.take(e, consumer.assignment(), consumer::position, clock.nanos())) {
                throw e;
            }
            return true;
        }
        assignment.hold(polled, new ReadAt(clock.wall().millis(), clock.nanos()));
        return true;
    }

    /** Forgets the lanes and rounds of partitions that were given up. */
    private void forgetMoved() {
        Set<Integer> moved = assignment.takeMoved();
        if (!moved.isEmpty()) {
            intake.forgetMoved(moved, assignment.numbers());
        }
    }

    private void readAnewWhatCouldNotBeRead() {
        if (!unreadable.tend(consumer.assignment(), consumer::position, clock.nanos()).isEmpty()) {
            // The client keeps what it has found corrupt, and reports it at each poll until its
            // partitions are assigned again. This member's partitions then resume as they were.
            consumer.enforceRebalance("a partition that could not be read is tried again");
        }
    }

    private void failIfLanesFailed() {
        Throwable failure = lanes.failure();
        if (failure != null) {
            throw new DeliveringFailedException("a lane failed: " + failure);
        }
    }

    /** Decides which partitions are paused; nothing else keeps pause state. */
    private void pauseAsNeeded() {
        Set<TopicPartition> pause = new HashSet<>();
        Set<TopicPartition> resume = new HashSet<>();
        Set<TopicPartition> paused = consumer.paused();
        for (OwnedPartition partition : assignment.owned()) {
            boolean isPaused = paused.contains(partition.partition());
            boolean pauses =
                    (draining && !leases.isHome(partition))
                            || !partition.held().isEmpty()
                            || waitsWithTheOthers(partition)
                            || unreadable.leaves(partition.partition());
            if (pauses != isPaused) {
                (pauses ? pause : resume).add(partition.partition());
            }
        }
        consumer.pause(pause);
        consumer.resume(resume);
    }

    /**
     * Reports whether a partition without held records waits until those of the full ones are
     * admitted. The consumer has one fetch at a time under way to a broker, which keeps it for half
     * a second if none of its partitions has records. If it asked for the empty partitions alone,
     * the full ones would stand still for as long. Leased copies are read all the same if anything
     * waits for them.
     */
    private boolean waitsWithTheOthers(OwnedPartition partition) {
        return intake.isFull() && !(leases.isHome(partition) && leases.waiting() > 0);
    }

    private Duration pollTimeout() {
        if (!room) {
            return PollTimeout.BLOCKED;
        }
        boolean busy = lanes.admitted() > 0 || commits.uncommitted() > 0;
        return PollTimeout.of(
                busy, assignment.untilNextDue(clock.nanos()), lanes.untilTend(lanes.moment()));
    }

    /** Returns the next finished outcome that completes a known offset; null if there is none. */
    private @Nullable Outcome pollFinished() {
        for (Outcome outcome = lanes.pollFinished();
                outcome != null;
                outcome = lanes.pollFinished()) {
            Optional<Outcome> ready = leases.finished(outcome);
            if (ready.isPresent()) {
                return ready.get();
            }
        }
        return null;
    }

    private void commitNow() {
        if (!ended) {
            commits.commitNow(assignment);
        }
    }

    /** Starts nothing more, commits nothing more, and gives up its place in the group. */
    void close() {
        lanes.close();
        // From here on nothing can be committed, not even when closing the consumer revokes
        // partitions.
        ended = true;
        assignment.giveUpAll();
        try {
            transactions.close();
        } finally {
            // A static member that only crashes keeps its place; one that stops gives it up at
            // once.
            consumer.close(
                    CloseOptions.timeout(Duration.ofSeconds(5))
                            .withGroupMembershipOperation(
                                    CloseOptions.GroupMembershipOperation.LEAVE_GROUP));
        }
    }
}
