package dev.hooklane.road;

import dev.hooklane.delivery.DeliveryHistory;
import dev.hooklane.delivery.DeliveryId;
import dev.hooklane.delivery.DeliveryStatus;
import dev.hooklane.delivery.HistoryCodec;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** What the history topic tells of each delivery, in the order it was told. For one thread. */
final class Histories implements AutoCloseable {
    private final CommittedTopic topic;
    private final Map<DeliveryId, List<DeliveryHistory>> byDelivery = new LinkedHashMap<>();
    private final List<Told> told = new ArrayList<>();
    private int read;

    /**
     * One record.
     *
     * @param decidedAt when the dispatcher knew the outcome
     * @param appendedAt when the broker appended the record
     */
    private record Told(Instant decidedAt, Instant appendedAt) {}

    Histories(CommittedTopic topic) {
        this.topic = topic;
    }

    Map<DeliveryId, List<DeliveryHistory>> byDelivery() {
        List<ConsumerRecord<byte[], byte[]>> records = topic.records();
        for (; read < records.size(); read++) {
            ConsumerRecord<byte[], byte[]> record = records.get(read);
            if (record.value() == null) {
                byDelivery.remove(HistoryCodec.delivery(record.key()));
                continue;
            }
            DeliveryHistory history = HistoryCodec.read(record.value());
            byDelivery.computeIfAbsent(history.id(), _ -> new ArrayList<>()).add(history);
            told.add(new Told(history.updatedAt(), Instant.ofEpochMilli(record.timestamp())));
        }
        return byDelivery;
    }

    /** When the youngest outcome was decided that was written down before that moment. */
    Instant lastDecidedOfThoseWrittenBefore(Instant moment) {
        byDelivery();
        return told.stream()
                .filter(one -> one.appendedAt().isBefore(moment))
                .map(Told::decidedAt)
                .max(Comparator.naturalOrder())
                .orElse(Instant.EPOCH);
    }

    Optional<DeliveryHistory> latest(DeliveryId delivery) {
        return Optional.ofNullable(byDelivery().get(delivery)).map(List::getLast);
    }

    /** Those of these to which something will still happen by itself. Asks the broker once. */
    List<DeliveryId> unsettled(Collection<DeliveryId> deliveries) {
        Map<DeliveryId, List<DeliveryHistory>> known = byDelivery();
        return deliveries.stream()
                .filter(delivery -> {
                    List<DeliveryHistory> histories = known.get(delivery);
                    return histories == null
                            || histories.getLast().status() instanceof DeliveryStatus.Waiting;
                })
                .toList();
    }

    @Override
    public void close() {
        topic.close();
    }
}
