package dev.hooklane.lane;

import dev.hooklane.delivery.Attempt;
import dev.hooklane.delivery.AttemptOutcome;
import dev.hooklane.delivery.Delivery;
import dev.hooklane.delivery.DeliveryHistory;
import dev.hooklane.delivery.DeliveryId;
import dev.hooklane.delivery.DeliveryRecords;
import dev.hooklane.delivery.ErrorKind;
import dev.hooklane.delivery.SourceEvent;
import dev.hooklane.delivery.Trigger;
import dev.hooklane.endpoint.Endpoint;
import dev.hooklane.endpoint.EndpointDirectory;
import dev.hooklane.endpoint.EndpointId;
import dev.hooklane.endpoint.EndpointSecret;
import dev.hooklane.endpoint.EndpointSettings;
import dev.hooklane.endpoint.EndpointState;
import dev.hooklane.endpoint.EventSelection;
import dev.hooklane.endpoint.RateLimit;
import dev.hooklane.event.EventId;
import dev.hooklane.event.EventType;
import dev.hooklane.event.Payload;
import dev.hooklane.retry.RetrySchedule;
import dev.hooklane.topology.Topics;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import java.util.Set;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * One schedule of everything that may happen to deliveries between a topic and an endpoint, drawn
 * from a seed: instances take turns, attempts end, transactions fail, instances are killed, frozen
 * and started, the group is rebalanced. Then trouble ends, and {@link SimulationJudge} looks at
 * what came of it. The same seed makes the same schedule.
 */
final class Simulation {
    private static final RetrySchedule SCHEDULE = RetrySchedule.parse("0s,1s,2s,4s,8s");
    private static final int PARTITIONS = 3;
    private static final int TURNS = 250;
    private static final int SETTLING_TURNS = 100_000;
    private static final Payload PAYLOAD = Payload.of("{}".getBytes(StandardCharsets.UTF_8));

    private final Random random;
    private final Topics topics = new Topics("hooklane.", SCHEDULE, 0.1);
    private final EndpointDirectory directory = new EndpointDirectory();
    private final List<Endpoint> endpoints = new ArrayList<>();
    private final List<SimulatedInstance> instances = new ArrayList<>();
    private final SimulatedKafka kafka;
    private final SimulationJudge judge;
    private SimulatedProducer.Troubles troubles;
    private long nowNanos = Duration.ofDays(1).toNanos();
    private int events;

    /** Of so many deliveries one is refused by all topics that it would wait on; 0 for none. */
    private final int poison;

    private final Set<String> poisoned = new HashSet<>();

    Simulation(long seed) {
        random = new Random(seed);
        List<String> all = new ArrayList<>(topics.ofLanes());
        all.addAll(List.of(topics.history(), topics.deadLetters(), topics.rejected()));
        kafka = new SimulatedKafka(all, topics.ofLanes(), PARTITIONS, this::nowMillis);
        judge = new SimulationJudge(kafka, topics, SCHEDULE);
        troubles =
                new SimulatedProducer.Troubles(
                        random.nextDouble() * 0.2, random.nextDouble() * 0.1, this::isRefused);
        poison = random.nextInt(3) == 0 ? 1 + random.nextInt(30) : 0;
        for (int i = 0; i < 1 + random.nextInt(4); i++) {
            Endpoint endpoint = endpoint(i);
            endpoints.add(endpoint);
            directory.put(endpoint);
        }
        SimulatedInstance.World world =
                new SimulatedInstance.World(
                        kafka,
                        topics,
                        SCHEDULE,
                        directory,
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
                        () -> troubles);
        for (int i = 0; i < 1 + random.nextInt(3); i++) {
            instances.add(new SimulatedInstance("instance-" + i, world, this::sender));
        }
    }

    /** Runs it from its beginning to its end, and judges it. */
    void run() {
        instances.forEach(SimulatedInstance::start);
        for (int turn = 0; turn < TURNS; turn++) {
            turn();
        }
        settle();
        judge.judge();
    }

    private void turn() {
        SimulatedInstance instance = instances.get(random.nextInt(instances.size()));
        int chance = random.nextInt(1_000);
        if (chance < 520) {
            instance.step();
        } else if (chance < 780) {
            instance.attempt();
        } else if (chance < 860) {
            publish();
        } else if (chance < 960) {
            pass(Duration.ofMillis(random.nextInt(200)));
        } else if (chance < 970) {
            pass(Duration.ofMillis(random.nextInt(5_000)));
        } else if (chance < 976) {
            kafka.rebalance();
        } else if (chance < 982) {
            instance.kill();
        } else if (chance < 985) {
            instance.expire();
        } else if (chance < 988) {
            instance.freeze();
        } else if (chance < 990) {
            instance.stop();
        } else if (chance < 996) {
            if (instance.isFrozen()) {
                instance.thaw();
            } else if (!instance.isRunning()) {
                instance.start();
            }
        } else if (chance < 998) {
            delete(endpoints.get(random.nextInt(endpoints.size())));
        } else {
            retryByHand();
        }
    }

    /** Trouble ends, everybody runs, and time passes until nothing more happens by itself. */
    private void settle() {
        troubles = new SimulatedProducer.Troubles(0, 0, this::isRefused);
        for (SimulatedInstance instance : instances) {
            instance.thaw();
            if (!instance.isRunning()) {
                instance.start();
            }
        }
        for (int turn = 0; turn < SETTLING_TURNS; turn++) {
            if (turn % 8 == 0 && kafka.isAllDone()) {
                return;
            }
            instances.forEach(SimulatedInstance::step);
            instances.forEach(SimulatedInstance::attemptAll);
            pass(Duration.ofMillis(300 + random.nextInt(700)));
        }
        throw new AssertionError("not settled: " + kafka.describeOpen());
    }

    private void publish() {
        EventId id = new EventId("evt_" + ++events);
        Endpoint endpoint = endpoints.get(random.nextInt(endpoints.size()));
        Delivery delivery =
                Delivery.first(
                        DeliveryId.of(id, now()).to(endpoint.id()),
                        endpoint.id(),
                        new SourceEvent(
                                id,
                                new EventType("message.created"),
                                endpoint.account(),
                                now(),
                                new SourceEvent.Origin(0, events),
                                Optional.empty(),
                                Optional.empty()),
                        Trigger.EVENT,
                        PAYLOAD);
        judge.expect(delivery);
        if (poison > 0 && random.nextInt(poison) == 0) {
            poisoned.add(delivery.id().value());
            judge.poisoned(delivery.id());
        }
        // A fan-out that was killed repeats its last ones.
        for (int times = random.nextInt(8) == 0 ? 2 : 1; times > 0; times--) {
            kafka.append(record(topics.deliveries(), delivery));
        }
    }

    private boolean isRefused(ProducerRecord<byte[], byte[]> record) {
        return topics.delayTopics().named(record.topic()).isPresent()
                && DeliveryRecords.optional(record.headers(), DeliveryRecords.DELIVERY_HEADER)
                        .filter(poisoned::contains)
                        .isPresent();
    }

    /** Somebody asks for all dead letters once more, one click or two for each. */
    private void retryByHand() {
        boolean most = random.nextBoolean();
        for (DeliveryHistory dead : judge.deadLetters()) {
            // These die soon, and one that is asked for on both topics at once goes out twice.
            boolean bulk = most || poisoned.contains(dead.id().value());
            Delivery again = dead.again(bulk ? Trigger.REPLAY : Trigger.MANUAL, PAYLOAD);
            for (int clicks = 1 + random.nextInt(2); clicks > 0; clicks--) {
                kafka.append(record(bulk ? topics.bulkDeliveries() : topics.deliveries(), again));
            }
        }
    }

    private static ProducerRecord<byte[], byte[]> record(String topic, Delivery delivery) {
        return new ProducerRecord<>(
                topic,
                null,
                DeliveryRecords.key(delivery),
                PAYLOAD.bytes(),
                DeliveryRecords.headers(delivery));
    }

    private void delete(Endpoint endpoint) {
        if (random.nextInt(4) == 0) {
            directory.remove(endpoint.id());
            judge.deleted(endpoint.id());
        }
    }

    private AttemptSender sender(SimulatedInstance instance) {
        return (delivery, _) -> {
            int partition =
                    kafka.partitionOf(
                                    new ProducerRecord<>(
                                            topics.deliveries(),
                                            DeliveryRecords.key(delivery),
                                            null))
                            .partition();
            AttemptOutcome outcome = outcome();
            judge.requested(delivery, now(), outcome, instance.owns(partition));
            Instant startedAt = now();
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

    private Endpoint endpoint(int number) {
        return new Endpoint(
                new EndpointId("ep_%016d".formatted(number)),
                LaneFixtures.ACCOUNT,
                URI.create("https://example.com/"),
                "",
                EventSelection.of("*"),
                Map.of(),
                new EndpointSettings(
                        Optional.empty(),
                        random.nextInt(3) == 0 ? OptionalInt.of(1) : OptionalInt.empty(),
                        random.nextInt(4) == 0
                                ? Optional.of(new RateLimit(2, 2))
                                : Optional.empty(),
                        random.nextInt(4) == 0,
                        Optional.empty()),
                new EndpointState.Enabled(),
                List.of(EndpointSecret.random(new Random(number), LaneFixtures.NOW)),
                LaneFixtures.NOW,
                LaneFixtures.NOW);
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
