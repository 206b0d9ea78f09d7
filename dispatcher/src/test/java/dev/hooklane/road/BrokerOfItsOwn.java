package dev.hooklane.road;

import dev.hooklane.embedded.EmbeddedBroker;
import dev.hooklane.embedded.TemporaryDirectory;

/** A broker in this process, whose data is deleted with it. */
final class BrokerOfItsOwn implements Broker {
    private final TemporaryDirectory directory = TemporaryDirectory.make();
    private final EmbeddedBroker broker = EmbeddedBroker.start(directory.path(), 0);

    @Override
    public String bootstrapServers() {
        return broker.bootstrapServers();
    }

    @Override
    public void close() {
        broker.close();
        directory.close();
    }
}
