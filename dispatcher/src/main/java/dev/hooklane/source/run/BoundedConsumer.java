package dev.hooklane.source.run;

import java.time.Duration;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;

/** A consumer whose polls return so many bytes and a record more, however its topics are packed. */
final class BoundedConsumer extends KafkaConsumer<byte[], byte[]> {
    private final PolledBytes polled;

    private BoundedConsumer(Map<String, Object> settings, PolledBytes polled) {
        super(settings, polled, polled);
        this.polled = polled;
    }

    /**
     * Creates one.
     *
     * @param bytes how many a poll returns, unpacked
     */
    static BoundedConsumer of(Map<String, Object> settings, int bytes) {
        return new BoundedConsumer(settings, new PolledBytes(bytes));
    }

    @Override
    public ConsumerRecords<byte[], byte[]> poll(Duration timeout) {
        polled.begin();
        return super.poll(timeout);
    }
}
