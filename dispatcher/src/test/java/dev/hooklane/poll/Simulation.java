package dev.hooklane.poll;

import dev.hooklane.attempt.AttemptSender;
import dev.hooklane.delivery.Attempt;
import dev.hooklane.delivery.AttemptOutcome;
import dev.hooklane.delivery.ErrorKind;
import dev.hooklane.lane.LaneClock;
import dev.hooklane.lane.LaneFixtures;
import dev.hooklane.retry.RetrySchedule;
import dev.hooklane.topic.Topics;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;

/**
 * One schedule of everything that may happen to deliveries between a topic and an endpoint, drawn
 * from a seed: instances take turns, attempts end, transactions begin, end and fail, instances are
 * killed, frozen, stopped and started, the group is rebalanced. What one waits for goes on while
 * the others do. Then trouble ends, and {@link SimulationJudge} looks at what came of it. The same
 * seed makes the same schedule.
 */
final class Simulation {
    private static final RetrySchedule SCHEDULE = RetrySchedule.parse("0s,1s,2s,4s,8s");
    private static final int PARTITIONS = 3;
    private static final int TURNS = 300;
    private static final int SETTLING_TURNS = 100_000;

    /** How many loops may wait at once, each while the ones after it go on. */
    private static final int WAITING_MAX = 3;

    private static final Duration SHORTEST_PAUSE = Duration.ofMillis(300);

    /** Far less than lanes wait for what is late. */
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(8);

    private final Random random;
    private final List<SimulatedInstance> instances = new ArrayList<>();
    private final SimulatedKafka kafka;
    private final SimulationJudge judge;
    private final SimulatedLoad load;
    private SimulatedProducer.Troubles troubles;
    private long nowNanos = Duration.ofDays(1).toNanos();
    private int turns;
    private int waiting;
    private int seen;

    Simulation(long seed) {
        random = new Random(seed);
        Topics topics = new Topics("hooklane.", SCHEDULE, 0.1);
        List<String> all = new ArrayList<>(topics.ofLanes());
        all.addAll(List.of(topics.history(), topics.deadLetters(), topics.rejected()));
        kafka = new SimulatedKafka(all, topics.ofLanes(), PARTITIONS, this::nowMillis);
        judge = new SimulationJudge(kafka, topics, SCHEDULE);
        load = new SimulatedLoad(kafka, topics, judge, this::now, random);
        troubles =
                new SimulatedProducer.Troubles(
                        random.nextDouble() * 0.2, random.nextDouble() * 0.1, load::isRefused);
        SimulatedInstance.World world =
                new SimulatedInstance.World(
                        kafka,
                        topics,
                        SCHEDULE,
                        load.directory(),
                        random.nextBoolean()
                                ? LeaseRules.DEFAULT
                                : new LeaseRules(random.nextInt(3), Duration.ofMillis(200)),
                        new LaneClock(
                                () -> nowNanos,
                                this::now,
                                () -> false,
                                () -> false,
                                new Random(seed + 1)),
                        random,
                        () -> troubles,
                        this::meanwhile);
        for (int i = 0; i < 1 + random.nextInt(3); i++) {
            instances.add(new SimulatedInstance("instance-" + i, world, this::sender));
        }
    }

    /**
     * Runs it from its beginning to its end, and judges it.
     *
     * @return a number that stands for all requests that were made, and when
     */
    int run() {
        instances.forEach(SimulatedInstance::start);
        while (turns < TURNS) {
            turn();
        }
        settle();
        judge.judge();
        return seen;
    }

    private void turn() {
        turns++;
        SimulatedInstance instance = instances.get(random.nextInt(instances.size()));
        int chance = random.nextInt(1_000);
        if (chance < 400) {
            instance.step();
        } else if (chance < 620) {
            instance.attempt();
        } else if (chance < 760) {
            instance.advanceTransaction();
        } else if (chance < 850) {
            load.publish();
        } else if (chance < 950) {
            pass(Duration.ofMillis(random.nextInt(200)));
        } else if (chance < 958) {
            pass(Duration.ofMillis(random.nextInt(5_000)));
        } else if (chance < 995) {
            disturb(instance, chance);
        } else if (chance < 997) {
            load.deleteOne();
        } else {
            load.retryByHand();
        }
    }

    private void disturb(SimulatedInstance instance, int chance) {
        if (chance < 966) {
            kafka.group().rebalance();
        } else if (chance < 971) {
            instance.kill();
        } else if (chance < 974) {
            instance.expire();
        } else if (chance < 977) {
            instance.freeze();
        } else if (chance < 980) {
            instance.stop();
        } else if (chance < 983) {
            kafka.decideAll();
        } else if (instance.isFrozen()) {
            instance.thaw();
        } else if (!instance.isRunning()) {
            instance.start();
        }
    }

    /** What goes on while a loop waits. */
    private void meanwhile() {
        waiting++;
        pass(Duration.ofMillis(random.nextInt(100)));
        for (int i = random.nextInt(5); i > 0 && turns < TURNS && waiting <= WAITING_MAX; i--) {
            turn();
        }
        waiting--;
    }

    /** Trouble ends, everybody runs, and time passes until nothing more happens by itself. */
    private void settle() {
        troubles = new SimulatedProducer.Troubles(0, 0, load::isRefused);
        kafka.decideAll();
        for (SimulatedInstance instance : instances) {
            instance.thaw();
            if (!instance.isRunning()) {
                instance.start();
            }
        }
        Duration pause = SHORTEST_PAUSE;
        for (int turn = 0; turn < SETTLING_TURNS; turn++) {
            if (turn % 8 == 0 && kafka.isAllDone()) {
                return;
            }
            long before = kafka.changes();
            instances.forEach(SimulatedInstance::step);
            instances.forEach(SimulatedInstance::attemptAll);
            instances.forEach(SimulatedInstance::advanceTransaction);
            instances.forEach(SimulatedInstance::advanceTransaction);
            pause = pause(pause, before != kafka.changes());
            pass(pause.plusMillis(random.nextInt(300)));
        }
        throw new AssertionError("not settled: " + kafka.describeOpen());
    }

    /** Where nothing is written, everybody waits for something, and ever longer. */
    private static Duration pause(Duration before, boolean isNews) {
        if (isNews) {
            return SHORTEST_PAUSE;
        }
        Duration twice = before.multipliedBy(2);
        return twice.compareTo(LONGEST_PAUSE) < 0 ? twice : LONGEST_PAUSE;
    }

    private AttemptSender sender(SimulatedInstance instance) {
        return (delivery, _) -> {
            int partition = load.partition(delivery);
            AttemptOutcome outcome = outcome();
            Instant startedAt = now();
            judge.requested(
                    delivery,
                    startedAt,
                    outcome,
                    instance.owns(partition),
                    instance.ownership(partition));
            seen = 31 * seen + Objects.hash(delivery.id(), delivery.attempt(), startedAt);
            pass(Duration.ofMillis(random.nextInt(30)));
            return new Attempt(
                    delivery.attempt(), startedAt, Duration.between(startedAt, now()), outcome);
        };
    }

    private AttemptOutcome outcome() {
        return switch (random.nextInt(10)) {
            case 0, 1 -> new AttemptOutcome.ErrorStatus(500, Optional.empty(), "");
            case 2 ->
                    new AttemptOutcome.ErrorStatus(
                            429, Optional.of(Duration.ofSeconds(1 + random.nextInt(6))), "");
            case 3 -> new AttemptOutcome.NoResponse(ErrorKind.TIMEOUT, "");
            default -> new AttemptOutcome.Success(200, "");
        };
    }

    private void pass(Duration time) {
        nowNanos += time.toNanos();
    }

    private Instant now() {
        return LaneFixtures.NOW.plusMillis(nowNanos / 1_000_000);
    }

    private long nowMillis() {
        return now().toEpochMilli();
    }
}
