package dev.hooklane.dispatcher;

import dev.hooklane.unreadable.CarefulConsumer;
import dev.hooklane.unreadable.Unreadable;
import java.time.Duration;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecords;

/** The consumer of the events: paced, and a partition that can't be read holds up no other. */
final class EventsConsumer extends CarefulConsumer {
    private final PacedPoll paced = new PacedPoll();

    /**
     * @param told is told what can't be read
     */
    EventsConsumer(Map<String, Object> settings, Unreadable told) {
        super(settings, told);
    }

    @Override
    protected ConsumerRecords<byte[], byte[]> read(Duration timeout) {
        return paced.poll(timeout, super::read);
    }
}
