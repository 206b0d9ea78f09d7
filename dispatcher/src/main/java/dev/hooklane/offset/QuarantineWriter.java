package dev.hooklane.offset;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.hooklane.delivery.DeadLetterReason;
import dev.hooklane.delivery.Delivery;
import dev.hooklane.delivery.DeliveryHistory;
import dev.hooklane.delivery.DeliveryRecords;
import dev.hooklane.delivery.DeliveryStatus;
import dev.hooklane.delivery.HistoryCodec;
import dev.hooklane.delivery.SourceEvent;
import dev.hooklane.erasure.Erasures;
import dev.hooklane.event.Payload;
import dev.hooklane.topic.Topics;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes smaller forms of outcomes that Kafka refuses. A delivery that still had attempts ahead
 * becomes a dead letter without its attempts' texts. If that is refused too, only its history is
 * written, which is enough for a manual retry: the payload is still where the event is. A delivery
 * that had ended keeps its status. Used by the poll loop's thread.
 */
public final class QuarantineWriter implements Quarantine {
    private static final Logger log = LoggerFactory.getLogger(QuarantineWriter.class);

    /** How much of a reason or a key is kept. */
    private static final int TEXT_MAX = 256;

    private final Topics topics;
    private final TopicPartitions partitions;
    private final Erasures erasures;
    private final OffsetMeter meter;

    public QuarantineWriter(
            Topics topics, TopicPartitions partitions, Erasures erasures, OffsetMeter meter) {
        this.topics = topics;
        this.partitions = partitions;
        this.erasures = erasures;
        this.meter = meter;
    }

    @Override
    public Optional<Outcome> smaller(Outcome refused, String why) {
        Optional<Outcome> smaller =
                refused.delivery().isEmpty()
                        ? note(refused, why)
                        : ofDelivery(refused, refused.delivery().get());
        String topic = refused.writes().isEmpty() ? "none" : refused.writes().getFirst().topic();
        Quarantined as = smaller.map(QuarantineWriter::form).orElse(Quarantined.HELD_BACK);
        meter.quarantined(as);
        log.error(
                "outcome.quarantined as={} from={}@{} delivery={} topic={}: {}",
                as.wireName(),
                refused.partition().partition(),
                refused.offset(),
                refused.delivery().map(delivery -> delivery.id().value()).orElse("none"),
                topic,
                why);
        return smaller;
    }

    private static Quarantined form(Outcome smaller) {
        return smaller.form() == Outcome.Form.LETTER ? Quarantined.DEAD_LETTER : Quarantined.LEAST;
    }

    private Optional<Outcome> ofDelivery(Outcome refused, DeliveryHistory delivery) {
        SourceEvent event = delivery.event();
        if (erasures.covers(event.account(), event.id(), event.publishedAt())) {
            return refused.writes().isEmpty()
                    ? Optional.empty()
                    : Optional.of(refused.smaller(List.of(), Outcome.Form.LEAST));
        }
        return switch (refused.form()) {
            case WHOLE ->
                    payload(refused)
                            .map(payload ->
                                    refused.smaller(
                                            List.of(letter(delivery, payload), history(delivery)),
                                            Outcome.Form.LETTER))
                            .or(() -> Optional.of(historyAlone(refused, delivery)));
            case LETTER -> Optional.of(historyAlone(refused, delivery));
            case LEAST, COPY -> Optional.empty();
        };
    }

    private Outcome historyAlone(Outcome refused, DeliveryHistory delivery) {
        return refused.smaller(List.of(history(delivery.untraced())), Outcome.Form.LEAST);
    }

    /** Returns the payload, if the outcome was to write one. */
    private Optional<Payload> payload(Outcome refused) {
        return refused.writes().stream()
                .filter(write -> !write.topic().equals(topics.history()))
                .map(write -> Payload.of(write.value()))
                .findFirst();
    }

    private ProducerRecord<byte[], byte[]> letter(DeliveryHistory delivery, Payload payload) {
        Delivery letter = delivery.asItStands(payload);
        Headers headers = DeliveryRecords.headers(letter);
        headers.add(DeliveryRecords.REASON_HEADER, reason(delivery).wireName().getBytes(UTF_8));
        return new ProducerRecord<>(
                topics.deadLetters(),
                partitions.of(topics.deadLetters(), letter.endpoint()),
                DeliveryRecords.key(letter),
                payload.bytes(),
                headers);
    }

    private static DeadLetterReason reason(DeliveryHistory delivery) {
        return delivery.status() instanceof DeliveryStatus.Dead(DeadLetterReason reason)
                ? reason
                : DeadLetterReason.UNWRITABLE;
    }

    private ProducerRecord<byte[], byte[]> history(DeliveryHistory delivery) {
        return new ProducerRecord<>(
                topics.history(),
                partitions.of(topics.history(), delivery.endpoint()),
                HistoryCodec.key(delivery.id()),
                HistoryCodec.write(delivery));
    }

    /**
     * Makes a note on a record that is not a delivery: where it is, and why it is neither delivered
     * nor shown.
     */
    private Optional<Outcome> note(Outcome refused, String why) {
        if (refused.form() != Outcome.Form.WHOLE || refused.writes().isEmpty()) {
            return Optional.empty();
        }
        ProducerRecord<byte[], byte[]> whole = refused.writes().getFirst();
        Headers headers = new RecordHeaders();
        headers.add(DeliveryRecords.REASON_HEADER, "unwritable".getBytes(UTF_8));
        headers.add(
                "hooklane-reason-detail",
                "%s@%d: %s"
                        .formatted(
                                refused.partition().partition(),
                                refused.offset(),
                                why.substring(0, Math.min(TEXT_MAX, why.length())))
                        .getBytes(UTF_8));
        boolean keyFits = whole.key() != null && whole.key().length <= TEXT_MAX;
        List<ProducerRecord<byte[], byte[]>> note = new ArrayList<>();
        note.add(
                new ProducerRecord<>(
                        whole.topic(),
                        whole.partition(),
                        keyFits ? whole.key() : null,
                        null,
                        headers));
        return Optional.of(refused.smaller(note, Outcome.Form.LEAST));
    }
}
