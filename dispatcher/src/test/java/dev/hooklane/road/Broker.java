package dev.hooklane.road;

/** A Kafka that roads are built on; its owner closes it. */
interface Broker extends AutoCloseable {
    String bootstrapServers();

    @Override
    void close();
}
