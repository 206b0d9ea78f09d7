package dev.hooklane.lane;

import dev.hooklane.topology.Topics;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;

/**
 * Reads deliveries, admits those that are due into their lanes, and has outcomes committed. One run
 * of it owns a consumer, a committer and the lanes; when it fails, all of them are thrown away and
 * the next run starts from what was committed. Its thread never waits for an endpoint.
 *
 * <pre>
 * poll ─▶ hold ─▶ (due? room?) ─▶ lane ─▶ finished ─▶ transaction: outcomes + offsets
 *   ▲       │ not yet: the partition is paused
 *   └───────┘ nothing held: it is resumed
 * </pre>
 */
final class PollLoop {
    private static final Duration IDLE_POLL = Duration.ofSeconds(1);
    private static final Duration BUSY_POLL = Duration.ofMillis(50);

    /** How soon to look again when there is no room. */
    private static final Duration BLOCKED_POLL = Duration.ofMillis(2);

    private final Consumer<byte[], byte[]> consumer;
    private final Topics topics;
    private final Lanes lanes;
    private final OutcomeCommitter committer;
    private final CommitCycle commits;
    private final Leases leases;
    private final Intake intake;
    private final Assignment assignment;
    private final LaneSettings settings;
    private final InstantSource clock;
    private final LoopState state = new LoopState();
    private final LaneQuestion laneQuestion = new LaneQuestion();
    private boolean room = true;
    private boolean ended;
    private volatile boolean stopping;

    PollLoop(
            Consumer<byte[], byte[]> consumer,
            OutcomeCommitter committer,
            Lanes lanes,
            OutcomeWriter outcomes,
            Topics topics,
            LaneSettings settings,
            LeaseRules leaseRules,
            DeliveryMeter meter,
            LaneClock clock) {
        this.consumer = consumer;
        this.committer = committer;
        this.lanes = lanes;
        this.topics = topics;
        this.settings = settings;
        this.clock = clock.wall();
        this.leases = new Leases(topics.leases(), leaseRules, meter);
        this.commits =
                new CommitCycle(
                        consumer,
                        lanes,
                        leases,
                        committer,
                        meter,
                        settings.commitInterval(),
                        clock.nanoTime());
        this.intake =
                new Intake(
                        new Admission(lanes, leases, commits, outcomes, meter),
                        lanes,
                        leases,
                        new DelayedLimit(settings.maxDelayedInFlight(), clock.withoutReserve()),
                        topics.bulkDeliveries(),
                        clock.random());
        this.assignment = 
                new Assignment(
                        consumer, topics.delayTopics(), topics.leases(), this::commitNow);
    }

    /** Runs until {@link #stop}, then drains; or until it fails. */
    void run() throws InterruptedException {
        try {
            join();
            while (!stopping) {
                step();
            }
            lanes.drain(settings.drainTimeout());
            commitNow();
        } finally {
            close();
        }
    }

    /** Becomes a member of the group that delivers. */
    void join() {
        consumer.subscribe(topics.ofLanes(), assignment);
    }

    /** Any thread may call this. */
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

    /** How the lanes are, once this loop has turned. Any thread may ask. */
    CompletableFuture<LaneReport> laneReport() {
        return laneQuestion.ask();
    }

    /** One turn: polls, admits what is due, and has finished outcomes committed. */
    void step() {
        try {
            for (ConsumerRecord<byte[], byte[]> record : consumer.poll(pollTimeout())) {
                assignment.of(partition(record)).hold(record);
            }
        } catch (WakeupException e) {
            return;
        }
        room = intake.admitAll(assignment.owned(), clock.instant());
        Now now = lanes.now();
        lanes.tend(now);
        pauseHeld();
        leases.due(assignment.owned(), now.nanos()).forEach(commits::add);
        commits.tick(assignment);
        laneQuestion.answer(lanes::report);
        state.polled(assignment.joined(), assignment.owned(), clock.instant());
    }

    /** What is held decides what is paused; nothing else keeps pause state. */
    private void pauseHeld() {
        Set<TopicPartition> pause = new HashSet<>();
        Set<TopicPartition> resume = new HashSet<>();
        Set<TopicPartition> paused = consumer.paused();
        for (OwnedPartition partition : assignment.owned()) {
            boolean isPaused = paused.contains(partition.partition());
            if (partition.held().isEmpty() == isPaused) {
                (isPaused ? resume : pause).add(partition.partition());
            }
        }
        consumer.pause(pause);
        consumer.resume(resume);
    }

    private Duration pollTimeout() {
        if (!room) {
            return BLOCKED_POLL;
        }
        boolean busy = lanes.admitted() > 0 || commits.uncommitted() > 0;
        Duration longest = busy ? BUSY_POLL : IDLE_POLL;
        Duration soonest = min(untilNextDue(assignment.owned()), lanes.untilTend(lanes.now()));
        return min(soonest, longest);
    }

    private Duration untilNextDue(Collection<OwnedPartition> partitions) {
        long now = clock.millis();
        return partitions.stream()
                .flatMapToLong(partition -> partition.held().nextDueMillis().stream())
                .min()
                .stream()
                .mapToObj(due -> Duration.ofMillis(Math.max(0, due - now)))
                .findAny()
                .orElse(IDLE_POLL);
    }

    private void commitNow() {
        if (!ended) {
            commits.commitNow(assignment);
        }
    }

    /** Starts nothing more, commits nothing more, and gives up its place in the group. */
    void close() {
        lanes.close();
        // From here on nothing can be committed, not even when the consumer's close revokes.
        ended = true;
        assignment.giveUpAll();
        committer.close();
        // A static member that only crashes keeps its place; one that stops gives it up at once.
        consumer.close(
                CloseOptions.timeout(Duration.ofSeconds(5))
                        .withGroupMembershipOperation(
                                CloseOptions.GroupMembershipOperation.LEAVE_GROUP));
    }

    private static Duration min(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }

    private static TopicPartition partition(ConsumerRecord<byte[], byte[]> record) {
        return new TopicPartition(record.topic(), record.partition());
    }
}
