package dev.hooklane.poll;

import dev.hooklane.delivery.Delivery;
import dev.hooklane.delivery.DeliveryHistory;
import dev.hooklane.delivery.DeliveryId;
import dev.hooklane.delivery.DeliveryRecords;
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
import dev.hooklane.lane.LaneFixtures;
import dev.hooklane.topic.Topics;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import java.util.Set;
import org.apache.kafka.clients.producer.ProducerRecord;

/** The endpoints of a {@link Simulation}, and what is published for them and asked for again. */
final class SimulatedLoad {
    private static final Payload PAYLOAD = Payload.of("{}".getBytes(StandardCharsets.UTF_8));

    private final SimulatedKafka kafka;
    private final Topics topics;
    private final SimulationJudge judge;
    private final InstantSource clock;
    private final Random random;
    private final EndpointDirectory directory = new EndpointDirectory();
    private final List<Endpoint> endpoints = new ArrayList<>();
    private final Set<String> waits;
    private int events;

    /** Of so many deliveries one is refused by all topics that it would wait on; 0 for none. */
    private final int poison;

    private final Set<String> poisoned = new HashSet<>();

    SimulatedLoad(
            SimulatedKafka kafka,
            Topics topics,
            SimulationJudge judge,
            InstantSource clock,
            Random random) {
        this.kafka = kafka;
        this.topics = topics;
        this.judge = judge;
        this.clock = clock;
        this.random = random;
        this.waits = new HashSet<>(topics.ofLanes());
        waits.removeAll(List.of(topics.deliveries(), topics.bulkDeliveries(), topics.leases()));
        poison = random.nextInt(3) == 0 ? 1 + random.nextInt(30) : 0;
        for (int i = 0; i < 1 + random.nextInt(4); i++) {
            Endpoint endpoint = endpoint(i);
            endpoints.add(endpoint);
            directory.put(endpoint);
            if (endpoint.settings().ordered()) {
                judge.ordered(endpoint.id());
            }
        }
    }

    EndpointDirectory directory() {
        return directory;
    }

    void publish() {
        EventId id = new EventId("evt_" + ++events);
        Endpoint endpoint = anyEndpoint();
        Delivery delivery =
                Delivery.first(
                        DeliveryId.of(id, clock.instant()).to(endpoint.id()),
                        endpoint.id(),
                        new SourceEvent(
                                id,
                                new EventType("message.created"),
                                endpoint.account(),
                                clock.instant(),
                                new SourceEvent.Origin(0, events),
                                Optional.empty(),
                                Optional.empty()),
                        Trigger.EVENT,
                        PAYLOAD);
        judge.expect(delivery, kafka.group().ownership(partition(delivery)));
        if (poison > 0 && random.nextInt(poison) == 0) {
            poisoned.add(delivery.id().value());
            judge.poisoned(delivery.id());
        }
        // A fan-out that was killed repeats its last ones.
        for (int times = random.nextInt(8) == 0 ? 2 : 1; times > 0; times--) {
            kafka.append(record(topics.deliveries(), delivery));
        }
    }

    private Endpoint anyEndpoint() {
        return endpoints.get(random.nextInt(endpoints.size()));
    }

    /** The number of the partitions that it comes and waits in. */
    int partition(Delivery delivery) {
        return kafka.partitionOf(DeliveryRecords.key(delivery));
    }

    boolean isRefused(ProducerRecord<byte[], byte[]> record) {
        return !poisoned.isEmpty()
                && waits.contains(record.topic())
                && DeliveryRecords.optional(record.headers(), DeliveryRecords.DELIVERY_HEADER)
                        .filter(poisoned::contains)
                        .isPresent();
    }

    /** Somebody asks for all dead letters once more, one click or two for each. */
    void retryByHand() {
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

    /** Somebody deletes an endpoint, but seldom. */
    void deleteOne() {
        Endpoint endpoint = anyEndpoint();
        if (random.nextInt(4) == 0) {
            directory.remove(endpoint.id());
            judge.deleted(endpoint.id());
        }
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
                        random.nextInt(3) == 0,
                        Optional.empty()),
                new EndpointState.Enabled(),
                List.of(EndpointSecret.random(new Random(number), LaneFixtures.NOW)),
                LaneFixtures.NOW,
                LaneFixtures.NOW);
    }
}
