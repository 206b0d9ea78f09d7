package dev.hooklane.lane;

import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.producer.Producer;

/** Makes the Kafka clients of one run of delivering; each call makes a new one. */
public interface LaneClients {
    /**
     * In the group of all dispatchers, reading only what is committed, committing nothing itself.
     */
    Consumer<byte[], byte[]> consumer();

    /** With this instance's transactional id; its transactions are not initialised yet. */
    Producer<byte[], byte[]> producer();
}
