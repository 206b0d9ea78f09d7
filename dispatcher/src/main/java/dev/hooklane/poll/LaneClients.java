package dev.hooklane.poll;

import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.producer.Producer;

/** Makes the Kafka clients for one run of the poll loop; each call makes a new one. */
public interface LaneClients {
    /**
     * Returns a consumer in the group of all dispatchers, which reads only committed records and
     * commits nothing itself.
     */
    Consumer<byte[], byte[]> consumer();

    /**
     * Returns a producer with a transactional id of this instance; its transactions are not
     * initialised yet.
     *
     * @param number 0 for the usual id; others are for when transactions of that id hang
     */
    Producer<byte[], byte[]> producer(int number);

    /** Returns a producer with the usual id. */
    default Producer<byte[], byte[]> producer() {
        return producer(0);
    }
}
