package dev.hooklane.kafka;

import dev.hooklane.metrics.KafkaMeters;
import dev.hooklane.poll.LaneClients;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.producer.Producer;

/** The Kafka clients of the poll loop; metrics watch those of the latest run. */
public record WatchedClients(LaneClients clients, KafkaMeters meters) implements LaneClients {
    @Override
    public Consumer<byte[], byte[]> consumer() {
        Consumer<byte[], byte[]> consumer = clients.consumer();
        meters.watch("deliveries", consumer);
        return consumer;
    }

    @Override
    public Producer<byte[], byte[]> producer(int number) {
        Producer<byte[], byte[]> producer = clients.producer(number);
        meters.watch("outcomes", producer);
        return producer;
    }
}
