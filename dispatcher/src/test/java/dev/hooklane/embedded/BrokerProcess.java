package dev.hooklane.embedded;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/** A broker in a JVM of its own, to be killed. */
public final class BrokerProcess implements AutoCloseable {

    private static final String READY = "ready ";

    private final Process process;
    private final String bootstrapServers;

    private BrokerProcess(Process process, String bootstrapServers) {
        this.process = process;
        this.bootstrapServers = bootstrapServers;
    }

    /**
     * Is what the child runs: starts the broker, says where it listens, and serves until it is
     * killed, or told to stop.
     */
    static void main(String[] arguments) throws InterruptedException {
        EmbeddedBroker broker =
                EmbeddedBroker.start(Path.of(arguments[0]), Integer.parseInt(arguments[1]));
        Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().unstarted(broker::close));
        System.out.println(READY + broker.bootstrapServers());
        Thread.currentThread().join();
    }

    /** Starts a broker at any free port, and returns when it serves requests. */
    static BrokerProcess start(Path directory) throws IOException {
        return start(directory, 0);
    }

    /** Does the same at that port. */
    public static BrokerProcess start(Path directory, int port) throws IOException {
        Process process =
                JavaProcess.of(
                                BrokerProcess.class,
                                List.of("-Xmx256m", "-XX:TieredStopAtLevel=1"),
                                List.of(directory.toString(), Integer.toString(port)))
                        .redirectError(ProcessBuilder.Redirect.INHERIT)
                        .start();
        BufferedReader out = process.inputReader(StandardCharsets.UTF_8);
        for (String line = out.readLine(); line != null; line = out.readLine()) {
            if (line.startsWith(READY)) {
                return new BrokerProcess(process, line.substring(READY.length()));
            }
        }
        throw new IOException("the broker's process ended before it was ready");
    }

    public String bootstrapServers() {
        return bootstrapServers;
    }

    /** Does what {@code kill -9} does and waits for the process to be gone. */
    public void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    /** Stops the broker in an orderly way, and waits for the process to be gone. */
    public void stop() throws InterruptedException {
        process.destroy();
        process.waitFor();
    }

    @Override
    public void close() {
        var _ = process.destroyForcibly().onExit().join();
    }
}
