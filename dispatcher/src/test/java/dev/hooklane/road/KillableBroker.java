package dev.hooklane.road;

import dev.hooklane.embedded.BrokerProcess;
import dev.hooklane.embedded.TemporaryDirectory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.concurrent.CompletableFuture;

/**
 * A broker in a JVM of its own that goes away, and comes back with its port and all it had. Several
 * start at the same time: whoever asks for the address waits.
 */
final class KillableBroker implements Broker {
    private final TemporaryDirectory directory = TemporaryDirectory.make();
    private volatile CompletableFuture<BrokerProcess> latest = start(0);

    private CompletableFuture<BrokerProcess> start(int port) {
        return CompletableFuture.supplyAsync(() -> {
            try {
                return BrokerProcess.start(directory.path(), port);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    /** Kills it as {@code kill -9} does, and starts it again. */
    void kill() throws InterruptedException {
        int port = port();
        latest.join().kill();
        latest = start(port);
    }

    /** Stops it in an orderly way, and starts it again. */
    void restart() throws InterruptedException {
        int port = port();
        latest.join().stop();
        latest = start(port);
    }

    private int port() {
        return URI.create("kafka://" + bootstrapServers()).getPort();
    }

    @Override
    public String bootstrapServers() {
        return latest.join().bootstrapServers();
    }

    @Override
    public void close() {
        latest.join().close();
        directory.close();
    }
}
