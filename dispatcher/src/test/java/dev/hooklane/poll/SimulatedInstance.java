package dev.hooklane.poll;

import dev.hooklane.attempt.AttemptSender;
import dev.hooklane.attempt.OutcomeWriter;
import dev.hooklane.endpoint.EndpointDirectory;
import dev.hooklane.erasure.Erasures;
import dev.hooklane.lane.LaneClock;
import dev.hooklane.lane.LaneFixtures;
import dev.hooklane.lane.LaneSettings;
import dev.hooklane.lane.Lanes;
import dev.hooklane.offset.OutcomeCommitter;
import dev.hooklane.offset.OutcomeProducers;
import dev.hooklane.offset.QuarantineWriter;
import dev.hooklane.offset.TopicPartitions;
import dev.hooklane.retry.RetrySchedule;
import dev.hooklane.topic.Topics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One instance of a {@link Simulation}: the real poll loop, lanes, ledgers and commit cycle, on
 * simulated clients, whose attempts, transactions and turns happen when the simulation says so.
 *
 * <p>While its loop is in the midst of a turn, and waits, its attempts and transactions may go on;
 * all else that is asked of it then is passed over.
 */
public final class SimulatedInstance {
    public static final LaneSettings SETTINGS =
            new LaneSettings(4, 16, 64, 1 << 20, Duration.ofMillis(250), Duration.ofSeconds(5), 0);

    private final String name;
    private final World world;
    private final AttemptSender sender;
    private final List<Runnable> attempts = new ArrayList<>();
    private @Nullable Run run;

    /** Its place in the group, which outlives it. */
    private @Nullable SimulatedConsumer member;

    private boolean frozen;
    private boolean busy;
    private boolean draining;
    private boolean doomed;

    /**
     * What all instances share.
     *
     * @param meanwhile lets a moment pass in which the others go on
     */
    public record World(
            SimulatedKafka kafka,
            Topics topics,
            RetrySchedule schedule,
            EndpointDirectory directory,
            LeaseRules leases,
            LaneClock clock,
            Random random,
            Supplier<SimulatedProducer.Troubles> troubles,
            Runnable meanwhile) {}

    /** What is thrown away when a run of its loop ends. */
    private record Run(PollLoop loop, SimulatedTransactions transactions) {}

    /** Makes attempts in the name of an instance. */
    public interface Sender {
        AttemptSender of(SimulatedInstance instance);
    }

    /** The process ends in the midst of a turn. */
    private static final class Killed extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    public SimulatedInstance(String name, World world, Sender sender) {
        this.name = name;
        this.world = world;
        this.sender = sender.of(this);
    }

    boolean isRunning() {
        return run != null;
    }

    boolean isFrozen() {
        return frozen;
    }

    /** Whether it is, and knows that it is, the owner of partitions with this number. */
    boolean owns(int partition) {
        return !frozen && run != null && member != null && member.owns(partition);
    }

    /** Which ownership of the partitions with that number it has; 0 for none. */
    int ownership(int partition) {
        return member == null ? 0 : member.ownership(partition);
    }

    public void start() {
        attempts.clear();
        frozen = false;
        draining = false;
        DeliveryMeter meter = LaneFixtures.noMeter();
        TopicPartitions partitions = new TopicPartitions(_ -> world.kafka().partitions());
        OutcomeWriter outcomes =
                LaneFixtures.outcomes(
                        world.topics(), world.schedule(), partitions, world.clock().wall());
        SimulatedTransactions transactions =
                new SimulatedTransactions(world, this::committer, this::waits);
        SimulatedConsumer consumer =
                new SimulatedConsumer(world.kafka(), name, world.random(), this::polls);
        PollLoop loop =
                new PollLoop(
                        consumer.asConsumer(),
                        world.topics(),
                        new Lanes(
                                SETTINGS,
                                LaneFixtures.runner(world.directory(), sender, outcomes),
                                outcomes,
                                world.directory(),
                                world.clock(),
                                attempts::add),
                        new OutcomePath(
                                outcomes,
                                transactions,
                                new QuarantineWriter(
                                        world.topics(), partitions, new Erasures(), meter)),
                        new LoopRules(SETTINGS, world.leases(), world.clock()),
                        meter);
        loop.join();
        run = new Run(loop, transactions);
        member = consumer;
    }

    private OutcomeCommitter committer(Supplier<SimulatedProducer.Troubles> troubles) {
        return new OutcomeCommitter(
                OutcomeProducers.start(
                        _ -> SimulatedProducer.init(world.kafka(), name, world.random(), troubles)),
                LaneFixtures.noMeter(),
                new AtOnce());
    }

    /** Its loop waits for a transaction. */
    private void waits() {
        world.meanwhile().run();
        if (doomed) {
            throw new Killed();
        }
    }

    /** A poll takes its time while it waits for attempts in flight; else none passes. */
    private void polls() {
        if (draining) {
            waits();
        }
    }

    /** A turn of its loop; one that fails ends the run, and the next one begins. */
    public void step() {
        Run running = run;
        if (running != null && isFree() && isBroken(running.loop::step)) {
            running.loop.close();
            start();
        }
    }

    /** Waits for what is in flight, commits it, and gives its partitions back. */
    void stop() {
        Run running = run;
        if (running != null && isFree()) {
            draining = true;
            running.loop.stop();
            if (isBroken(running.loop::drain) || run != null) {
                running.loop.close();
                run = null;
                attempts.clear();
            }
        }
    }

    private boolean isFree() {
        return !frozen && !busy;
    }

    /** Has its loop do something, and tells whether that failed. */
    private boolean isBroken(Runnable part) {
        busy = true;
        doomed = false;
        try {
            part.run();
            return false;
        } catch (Killed e) {
            return false;
        } catch (RuntimeException e) {
            return !doomed;
        } finally {
            busy = false;
            if (doomed) {
                kill();
            }
        }
    }

    /** Its transaction under way goes on, if there is one. */
    public void advanceTransaction() {
        if (run != null && !frozen) {
            run.transactions.advance();
        }
    }

    /** One of its attempts, if there is one. */
    void attempt() {
        if (!attempts.isEmpty() && !frozen) {
            attempts.remove(world.random().nextInt(attempts.size())).run();
        }
    }

    /** All of its attempts but the one that was started first, and those that follow from them. */
    public void attemptAllButTheOldest() {
        while (attempts.size() > 1 && !frozen) {
            attempts.remove(1).run();
        }
    }

    public void attemptAll() {
        while (!attempts.isEmpty() && !frozen) {
            attempt();
        }
    }

    /** Its process ends without a word. */
    void kill() {
        if (busy) {
            doomed = true;
            return;
        }
        if (run != null) {
            run.transactions.kill();
        }
        run = null;
        attempts.clear();
        frozen = false;
    }

    /** Its session ends, as the group heard nothing of it. */
    void expire() {
        if (member != null) {
            member.expire();
        }
    }

    /** Its process stands still. */
    void freeze() {
        frozen = !busy;
    }

    void thaw() {
        frozen = false;
    }
}
