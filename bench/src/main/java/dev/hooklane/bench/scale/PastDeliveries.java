package dev.hooklane.bench.scale;

import dev.hooklane.bench.installation.CheckedProducer;
import dev.hooklane.bench.installation.Hooklane;
import dev.hooklane.bench.load.EventSource;
import dev.hooklane.delivery.Attempt;
import dev.hooklane.delivery.AttemptOutcome;
import dev.hooklane.delivery.DeadLetterReason;
import dev.hooklane.delivery.DeliveryHistory;
import dev.hooklane.delivery.DeliveryId;
import dev.hooklane.delivery.DeliveryStatus;
import dev.hooklane.delivery.HistoryCodec;
import dev.hooklane.delivery.PhaseTimes;
import dev.hooklane.delivery.SourceEvent;
import dev.hooklane.delivery.Trigger;
import dev.hooklane.endpoint.Endpoint;
import dev.hooklane.event.Event;
import dev.hooklane.event.EventId;
import dev.hooklane.producer.PublishedEvent;
import dev.hooklane.topic.Partitions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * The history of a day in which each event went to four endpoints. One delivery in fifty is dead,
 * one in fifty waits, and one in fifty was delivered at its third attempt; each has a record for
 * each of its attempts, as it is written. For one event in a hundred, the payload is in Kafka too.
 */
final class PastDeliveries {
    private static final Duration DAY = Duration.ofDays(1);
    private static final int REAL_EVERY = 100;
    private static final int STATUS_EVERY = 50;
    private static final String RESPONSE = "{\"ok\":true,\"message\":\"Your event was taken.\"}";

    private final Hooklane hooklane;
    private final Population population;
    private final List<Endpoint> endpoints;
    private final SplittableRandom random = new SplittableRandom(1);

    /**
     * A sample of the written history.
     *
     * @param events whose payload is in Kafka
     * @param last delivery of each partition
     */
    record Known(List<EventId> events, List<DeliveryId> deliveries, Collection<DeliveryId> last) {}

    PastDeliveries(Hooklane hooklane, Population population, List<Endpoint> endpoints) {
        this.hooklane = hooklane;
        this.population = population;
        this.endpoints = List.copyOf(endpoints);
    }

    /** Writes the deliveries of this many events; returns when Kafka has them. */
    public Known write(long events) {
        List<EventId> real = new ArrayList<>();
        List<DeliveryId> deliveries = new ArrayList<>();
        Map<Integer, DeliveryId> last = new HashMap<>();
        Instant now = Instant.now();
        try (CheckedProducer producer = new CheckedProducer(hooklane.config())) {
            for (long n = 0; n < events; n++) {
                Instant at = now.minus(DAY.multipliedBy(events - n).dividedBy(events));
                boolean isReal = n % REAL_EVERY == 0;
                SourceEvent source = isReal ? published(n, at) : invented(n, at);
                DeliveryId.OfEvent ids = DeliveryId.of(source.id(), at);
                for (int endpoint : population.asking(n)) {
                    DeliveryId id = ids.to(endpoints.get(endpoint).id());
                    last.put(partition(id), id);
                    for (DeliveryHistory history : histories(id, source, at)) {
                        producer.send(record(id, history));
                    }
                    if (isReal) {
                        deliveries.add(id);
                    }
                }
                if (isReal) {
                    real.add(source.id());
                }
            }
        }
        return new Known(real, deliveries, last.values());
    }

    private SourceEvent published(long n, Instant at) {
        Event event = EventSource.event(population.type(n), 0);
        PublishedEvent published =
                hooklane.publisher().publish(population.account(n), event).join();
        return source(
                n,
                event.id(),
                at,
                new SourceEvent.Origin(published.partition(), published.offset()));
    }

    private SourceEvent invented(long n, Instant at) {
        return source(n, EventId.random(at, random), at, new SourceEvent.Origin(0, n));
    }

    private SourceEvent source(long n, EventId id, Instant at, SourceEvent.Origin origin) {
        return new SourceEvent(
                id,
                population.type(n),
                population.account(n),
                at,
                origin,
                Optional.empty(),
                Optional.empty());
    }

    /** Returns the records of a delivery: one for each of its attempts. */
    private List<DeliveryHistory> histories(DeliveryId id, SourceEvent source, Instant at) {
        int lot = random.nextInt(STATUS_EVERY);
        DeliveryStatus waiting = new DeliveryStatus.Waiting(Instant.now().plus(DAY));
        DeliveryStatus last =
                switch (lot) {
                    case 0 -> new DeliveryStatus.Dead(DeadLetterReason.EXHAUSTED);
                    case 1 -> waiting;
                    default -> new DeliveryStatus.Delivered();
                };
        int count =
                switch (lot) {
                    case 0 -> 5;
                    case 1 -> 2;
                    case 2 -> 3;
                    default -> 1;
                };
        List<Attempt> attempts = new ArrayList<>();
        List<DeliveryHistory> histories = new ArrayList<>();
        for (int number = 1; number <= count; number++) {
            DeliveryStatus status = number < count ? waiting : last;
            AttemptOutcome outcome =
                    status instanceof DeliveryStatus.Delivered
                            ? new AttemptOutcome.Success(200, RESPONSE)
                            : new AttemptOutcome.ErrorStatus(500, Optional.empty(), RESPONSE);
            attempts.add(attempt(number, at, outcome));
            histories.add(
                    new DeliveryHistory(
                            id,
                            id.endpoint(),
                            source,
                            Trigger.EVENT,
                            0,
                            status,
                            attempts,
                            at.plusMillis(50)));
        }
        return histories;
    }

    private static Attempt attempt(int number, Instant at, AttemptOutcome outcome) {
        return new Attempt(
                number,
                at.plusMillis(2),
                Duration.ofMillis(31),
                outcome,
                new PhaseTimes(0, 0, 0, 80, 30_100, 60));
    }

    private ProducerRecord<byte[], byte[]> record(DeliveryId id, DeliveryHistory history) {
        return new ProducerRecord<>(
                hooklane.topics().history(),
                partition(id),
                HistoryCodec.key(id),
                HistoryCodec.write(history));
    }

    private int partition(DeliveryId id) {
        return Partitions.of(id.endpoint(), hooklane.config().topics().partitions());
    }
}
