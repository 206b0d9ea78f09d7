package dev.hooklane.poll;

import dev.hooklane.delivery.Attempt;
import dev.hooklane.delivery.AttemptOutcome;
import dev.hooklane.delivery.Delivery;
import dev.hooklane.delivery.DeliveryHistory;
import dev.hooklane.delivery.DeliveryId;
import dev.hooklane.delivery.DeliveryRecords;
import dev.hooklane.delivery.DeliveryStatus;
import dev.hooklane.delivery.HistoryCodec;
import dev.hooklane.delivery.Trigger;
import dev.hooklane.endpoint.EndpointId;
import dev.hooklane.retry.RetrySchedule;
import dev.hooklane.retry.Step;
import dev.hooklane.topic.Topics;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * Holds a {@link Simulation} to what customers are promised: nothing lost, no outcome twice, no
 * retry early, no attempt beyond the schedule, nothing cancelled whose endpoint is there, no
 * request repeated whose outcome its owner could know, and what {@link OrderJudge} says.
 */
final class SimulationJudge {
    private final SimulatedKafka kafka;
    private final Topics topics;
    private final RetrySchedule schedule;
    private final Map<DeliveryId, Delivery> expected = new LinkedHashMap<>();
    private final Map<String, Request> firstRequests = new HashMap<>();
    private final Set<String> succeeded = new HashSet<>();
    private final Set<DeliveryId> poisoned = new HashSet<>();
    private final Set<EndpointId> deleted = new HashSet<>();
    private final List<String> violations = new ArrayList<>();
    private final OrderJudge order;
    private final Map<DeliveryId, List<DeliveryHistory>> histories = new HashMap<>();
    private int historiesRead;

    private record Request(Instant at) {}

    SimulationJudge(SimulatedKafka kafka, Topics topics, RetrySchedule schedule) {
        this.kafka = kafka;
        this.topics = topics;
        this.schedule = schedule;
        this.order = new OrderJudge(schedule.attempts(), this::isOver, violations::add);
    }

    /**
     * @param ownership of the endpoint's partition, as it is now
     */
    void expect(Delivery delivery, int ownership) {
        expected.put(delivery.id(), delivery);
        order.published(delivery, ownership);
    }

    /** An endpoint that asks for order. */
    void ordered(EndpointId endpoint) {
        order.ordered(endpoint);
    }

    /** A delivery that can't wait: it becomes a dead letter that keeps its last attempt alone. */
    void poisoned(DeliveryId delivery) {
        poisoned.add(delivery);
    }

    void deleted(EndpointId endpoint) {
        deleted.add(endpoint);
    }

    /**
     * @param byOwner whether whoever sent it is the partition's owner and knows what is committed
     * @param ownership of the endpoint's partition, which whoever sent it has; 0 for none
     */
    void requested(
            Delivery delivery, Instant at, AttemptOutcome outcome, boolean byOwner, int ownership) {
        String key = key(delivery.id(), delivery.attempt());
        firstRequests.putIfAbsent(key, new Request(at));
        if (outcome.succeeded()) {
            succeeded.add(key);
        }
        if (delivery.trigger() == Trigger.EVENT && delivery.attempt() > schedule.attempts()) {
            violations.add(key + " is beyond the schedule");
        }
        if (byOwner && isDurable(delivery.id(), delivery.attempt())) {
            violations.add(key + " was requested although its outcome was committed");
        }
        order.requested(delivery, outcome.succeeded(), ownership);
    }

    private boolean isDurable(DeliveryId delivery, int attempt) {
        List<DeliveryHistory> own = histories().getOrDefault(delivery, List.of());
        return !own.isEmpty() && own.getLast().attemptsMade() >= attempt;
    }

    private boolean isOver(DeliveryId delivery) {
        List<DeliveryHistory> own = histories().getOrDefault(delivery, List.of());
        return !own.isEmpty() && !(own.getLast().status() instanceof DeliveryStatus.Waiting);
    }

    /** The deliveries that are dead letters by now. */
    List<DeliveryHistory> deadLetters() {
        return expected.keySet().stream()
                .map(delivery -> histories().getOrDefault(delivery, List.of()))
                .filter(own -> !own.isEmpty())
                .map(List::getLast)
                .filter(latest -> latest.status() instanceof DeliveryStatus.Dead)
                .toList();
    }

    void judge() {
        histories();
        Set<String> letters = new HashSet<>();
        kafka.inOrder(topics.deadLetters())
                .forEach(record -> {
                    Delivery letter =
                            DeliveryRecords.read(record.key(), record.value(), record.headers());
                    if (!letters.add(key(letter.id(), letter.attempt() - 1))
                            && !poisoned.contains(letter.id())) {
                        violations.add(letter.id() + " is a dead letter twice");
                    }
                });
        for (Delivery delivery : expected.values()) {
            List<DeliveryHistory> own = histories.getOrDefault(delivery.id(), List.of());
            if (own.isEmpty()) {
                violations.add(delivery.id() + " is lost: it has no history");
                continue;
            }
            if (!poisoned.contains(delivery.id())) {
                judgeChain(own);
                judgeTimes(own.getLast());
            }
            judgeEnd(own.getLast(), letters);
        }
        if (!kafka.inOrder(topics.rejected()).isEmpty()) {
            violations.add("deliveries were rejected");
        }
        if (!violations.isEmpty()) {
            throw new AssertionError(String.join("\n", violations));
        }
    }

    /** Each history goes on where the one before it ended. */
    private void judgeChain(List<DeliveryHistory> histories) {
        DeliveryHistory before = histories.getFirst();
        if (before.attempts().size() > 1) {
            violations.add(before.id() + " begins with more than one attempt");
        }
        for (DeliveryHistory history : histories.subList(1, histories.size())) {
            int known = before.attempts().size();
            boolean isAttempt =
                    history.attempts().size() == known + 1
                            && history.attempts().subList(0, known).equals(before.attempts());
            boolean isEnd =
                    history.attempts().equals(before.attempts())
                            && (before.status() instanceof DeliveryStatus.Waiting
                                    || history.round() > before.round())
                            && !(history.status() instanceof DeliveryStatus.Waiting);
            if (!isAttempt && !isEnd) {
                violations.add(
                        "%s has an outcome twice: %s after %d attempts, then %s after %d"
                                .formatted(
                                        history.id(),
                                        before.status().name(),
                                        known,
                                        history.status().name(),
                                        history.attempts().size()));
            }
            before = history;
        }
    }

    private void judgeEnd(DeliveryHistory latest, Set<String> letters) {
        String key = key(latest.id(), latest.attemptsMade());
        boolean proven =
                switch (latest.status()) {
                    case DeliveryStatus.Delivered _ -> succeeded.contains(key);
                    case DeliveryStatus.Dead _ -> letters.contains(key);
                    case DeliveryStatus.Cancelled _ -> deleted.contains(latest.endpoint());
                    case DeliveryStatus.Waiting _ -> false;
                };
        if (!proven) {
            violations.add(key + " is said to be " + latest.status());
        }
    }

    private void judgeTimes(DeliveryHistory latest) {
        for (Attempt failed : latest.attempts()) {
            Optional<Step> step = schedule.stepBefore(failed.number() + 1);
            Request next = firstRequests.get(key(latest.id(), failed.number() + 1));
            if (step.isPresent()
                    && next != null
                    && next.at().isBefore(failed.endedAt().plus(step.get().delay()))) {
                violations.add(key(latest.id(), failed.number() + 1) + " came early");
            }
        }
    }

    /** All that is committed by now, each record read once. */
    private Map<DeliveryId, List<DeliveryHistory>> histories() {
        List<ProducerRecord<byte[], byte[]>> all = kafka.inOrder(topics.history());
        for (; historiesRead < all.size(); historiesRead++) {
            DeliveryHistory history = HistoryCodec.read(all.get(historiesRead).value());
            histories.computeIfAbsent(history.id(), _ -> new ArrayList<>()).add(history);
        }
        return histories;
    }

    private static String key(DeliveryId delivery, int attempt) {
        return delivery + "#" + attempt;
    }
}
