package dev.hooklane.dispatcher;

import dev.hooklane.unreadable.CarefulPoll;
import dev.hooklane.unreadable.Unreadable;
import java.time.Duration;
import java.util.Map;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.ConsumerRecords;

/** The consumer of the events: paced, and a partition that can't be read holds up no other. */
final class EventsConsumer extends PacedConsumer {
    private final CarefulPoll careful;

    /**
     * @param told is told what can't be read
     */
    EventsConsumer(Map<String, Object> settings, Unreadable told) {
        super(settings);
        careful = new CarefulPoll(this, told, System::nanoTime);
    }

    @Override
    public ConsumerRecords<byte[], byte[]> poll(Duration timeout) {
        return careful.poll(timeout, super::poll);
    }

    @Override
    public void close() {
        careful.close();
        super.close();
    }

    @Override
    public void close(CloseOptions options) {
        careful.close();
        super.close(options);
    }
}
