package dev.hooklane.lane;

import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.producer.Producer;

/** Makes the Kafka clients of one run of delivering; each call makes a new one. */
public interface LaneClients {
    /**
     * In the group of all dispatchers, reading only what is committed, committing nothing itself.
     */
    Consumer<byte[], byte[]> consumer();

    /**
     * With a transactional id of this instance; its transactions are not initialised yet.
     *
     * @param number 0 for the usual id; another while the transactions of that one hang
     */
    Producer<byte[], byte[]> producer(int number);

    /** With the usual one. */
    default Producer<byte[], byte[]> producer() {
        return producer(0);
    }
}
