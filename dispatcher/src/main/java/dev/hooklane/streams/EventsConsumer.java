package dev.hooklane.streams;

import dev.hooklane.kafka.KafkaContact;
import dev.hooklane.kafka.PacedPoll;
import dev.hooklane.unreadable.CarefulConsumer;
import dev.hooklane.unreadable.Unreadable;
import java.time.Duration;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecords;

/**
 * The consumer of the events topic: it is paced, and a partition that can't be read holds up no
 * other.
 */
final class EventsConsumer extends CarefulConsumer {
    private final PacedPoll paced = new PacedPoll();
    private final KafkaContact.Line line;

    /**
     * @param told is told which partitions can't be read
     * @param contact is told of each answer that it gets
     */
    EventsConsumer(Map<String, Object> settings, Unreadable told, KafkaContact contact) {
        super(settings, told);
        line = contact.line(this);
    }

    @Override
    protected ConsumerRecords<byte[], byte[]> read(Duration timeout) {
        ConsumerRecords<byte[], byte[]> records = paced.poll(timeout, super::read);
        // As a member of a group it sends heartbeats, which are answered even if nothing else is.
        line.polled(true);
        return records;
    }

    @Override
    protected void closing() {
        line.close();
        super.closing();
    }
}
