package dev.hooklane.road;

import dev.hooklane.embedded.EmbeddedBroker;
import java.net.URI;
import java.nio.file.Path;

/** An embedded broker that goes away, and comes back with its port and all that it had. */
final class RestartableBroker implements Broker {
    private final Path directory;
    private EmbeddedBroker latest;

    RestartableBroker(Path directory) {
        this.directory = directory;
        this.latest = EmbeddedBroker.start(directory, 0);
    }

    void stop() {
        latest.close();
    }

    void start() {
        int port = URI.create("kafka://" + bootstrapServers()).getPort();
        latest = EmbeddedBroker.start(directory, port);
    }

    void restart() {
        stop();
        start();
    }

    @Override
    public String bootstrapServers() {
        return latest.bootstrapServers();
    }

    @Override
    public void close() {
        latest.close();
    }
}
