package dev.hooklane.bench.outside;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import dev.hooklane.embedded.EmbeddedBroker;
import java.io.IOException;
import java.nio.file.Path;
import org.slf4j.LoggerFactory;

/** The broker's process. It prints its address, and ends when standard input does. */
final class BrokerMain {
    private BrokerMain() {}

    /**
     * Runs until standard input ends.
     *
     * @param arguments the folder for the broker's state
     */
    public static void main(String[] arguments) throws IOException {
        ((Logger) LoggerFactory.getLogger("org.apache")).setLevel(Level.ERROR);
        try (EmbeddedBroker broker = EmbeddedBroker.start(Path.of(arguments[0]), 0)) {
            System.out.println(broker.bootstrapServers());
            while (System.in.read() >= 0) {
                // Only its end counts.
            }
        }
    }
}
