package dev.hooklane.lane;

import dev.hooklane.endpoint.EndpointDirectory;
import dev.hooklane.erasure.Erasures;
import dev.hooklane.retry.RetryRules;
import dev.hooklane.retry.RetrySchedule;
import dev.hooklane.topology.Topics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.AbstractExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One instance of a {@link Simulation}: the real poll loop, lanes, ledgers and commit cycle, on
 * simulated clients, whose attempts and turns happen when the simulation says so.
 */
final class SimulatedInstance {
    static final LaneSettings SETTINGS =
            new LaneSettings(4, 16, 64, 1 << 20, Duration.ofMillis(250), Duration.ofSeconds(5), 0);

    private final String name;
    private final World world;
    private final AttemptSender sender;
    private final List<Runnable> attempts = new ArrayList<>();
    private @Nullable PollLoop loop;
    private @Nullable SimulatedConsumer consumer;
    private boolean frozen;

    /** What all instances share. */
    record World(
            SimulatedKafka kafka,
            Topics topics,
            RetrySchedule schedule,
            EndpointDirectory directory,
            LeaseRules leases,
            LaneClock clock,
            Random random,
            Supplier<SimulatedProducer.Troubles> troubles) {}

    /** Makes attempts in the name of an instance. */
    interface Sender {
        AttemptSender of(SimulatedInstance instance);
    }

    SimulatedInstance(String name, World world, Sender sender) {
        this.name = name;
        this.world = world;
        this.sender = sender.of(this);
    }

    boolean isRunning() {
        return loop != null;
    }

    boolean isFrozen() {
        return frozen;
    }

    /** Whether it is, and knows that it is, the owner of partitions with this number. */
    boolean owns(int partition) {
        SimulatedConsumer member = consumer;
        return !frozen && member != null && member.owns(partition);
    }

    void start() {
        attempts.clear();
        frozen = false;
        DeliveryMeter meter = LaneFixtures.noMeter();
        TopicPartitions partitions = new TopicPartitions(_ -> world.kafka().partitions());
        OutcomeWriter outcomes =
                new OutcomeWriter(
                        world.topics(),
                        new RetryRules(world.schedule()),
                        partitions,
                        new Erasures(),
                        world.clock().wall(),
                        meter);
        AttemptRunner runner =
                new AttemptRunner(
                        world.directory(),
                        () -> true,
                        sender,
                        (_, _, _, _, _) -> {},
                        outcomes,
                        AttemptLog.atMost(0),
                        meter);
        OutcomeCommitter committer =
                new OutcomeCommitter(
                        OutcomeProducers.start(_ ->
                                SimulatedProducer.init(
                                        world.kafka(), name, world.random(), world.troubles())),
                        meter,
                        new AtOnce());
        SimulatedConsumer joined = new SimulatedConsumer(world.kafka(), name, world.random());
        PollLoop started =
                new PollLoop(
                        joined.asConsumer(),
                        committer,
                        new Lanes(
                                SETTINGS,
                                runner,
                                outcomes,
                                world.directory(),
                                world.clock(),
                                attempts::add),
                        outcomes,
                        new QuarantineWriter(world.topics(), partitions, new Erasures(), meter),
                        world.topics(),
                        SETTINGS,
                        world.leases(),
                        meter,
                        world.clock());
        started.join();
        consumer = joined;
        loop = started;
    }

    /** A turn of its loop; one that fails ends the run, and the next one begins. */
    void step() {
        PollLoop running = loop;
        if (running == null || frozen) {
            return;
        }
        try {
            running.step();
        } catch (RuntimeException e) {
            running.close();
            start();
        }
    }

    /** One of its attempts, if there is one. */
    void attempt() {
        if (!attempts.isEmpty() && !frozen) {
            attempts.remove(world.random().nextInt(attempts.size())).run();
        }
    }

    /** All of its attempts but the one that was started first, and those that follow from them. */
    void attemptAllButTheOldest() {
        while (attempts.size() > 1 && !frozen) {
            attempts.remove(1).run();
        }
    }

    void attemptAll() {
        while (!attempts.isEmpty() && !frozen) {
            attempt();
        }
    }

    /** Its process ends without a word. */
    void kill() {
        loop = null;
        attempts.clear();
        frozen = false;
    }

    /** Its session ends, as the group heard nothing of it. */
    void expire() {
        if (consumer != null) {
            consumer.expire();
        }
    }

    /** Its process stands still. */
    void freeze() {
        frozen = true;
    }

    void thaw() {
        frozen = false;
    }

    /** Stops and gives its partitions back. */
    void stop() {
        PollLoop running = loop;
        if (running != null && !frozen) {
            attempts.clear();
            running.close();
            loop = null;
        }
    }

    /** Runs each task when it is given. */
    private static final class AtOnce extends AbstractExecutorService {
        private boolean shutdown;

        @Override
        public void execute(Runnable task) {
            task.run();
        }

        @Override
        public void shutdown() {
            shutdown = true;
        }

        @Override
        public List<Runnable> shutdownNow() {
            shutdown = true;
            return List.of();
        }

        @Override
        public boolean isShutdown() {
            return shutdown;
        }

        @Override
        public boolean isTerminated() {
            return shutdown;
        }

        @Override
        public boolean awaitTermination(long timeout, TimeUnit unit) {
            return true;
        }
    }
}
