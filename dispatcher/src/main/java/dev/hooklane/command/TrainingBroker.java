package dev.hooklane.command;

import dev.hooklane.command.dev.DevFolder;
import dev.hooklane.embedded.EmbeddedBroker;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/**
 * The Kafka of a training run, in a process of its own: what the JVM that is trained must not
 * learn, and production's jar doesn't have. It ends with its input, so also if its parent is
 * killed.
 */
final class TrainingBroker implements AutoCloseable {
    private static final String READY = "ready";

    private final Process process;

    private TrainingBroker(Process process) {
        this.process = process;
    }

    /** Starts one from {@code jar}, and returns once it accepts connections. */
    static TrainingBroker start(Path jar, int port) {
        try {
            Process process =
                    new ProcessBuilder(
                                    Path.of(System.getProperty("java.home"), "bin", "java")
                                            .toString(),
                                    "--enable-native-access=ALL-UNNAMED",
                                    "-XX:TieredStopAtLevel=1",
                                    "-XX:+UseSerialGC",
                                    "-jar",
                                    jar.toString(),
                                    "train",
                                    "--broker",
                                    Integer.toString(port))
                            .redirectError(ProcessBuilder.Redirect.INHERIT)
                            .start();
            String said = process.inputReader().readLine();
            if (!READY.equals(said)) {
                process.destroy();
                throw new CommandFailedException("%s started no Kafka: %s".formatted(jar, said));
            }
            return new TrainingBroker(process);
        } catch (IOException e) {
            throw new CommandFailedException("%s can't be started: %s".formatted(jar, e), e);
        }
    }

    @Override
    public void close() throws IOException {
        process.outputWriter().close();
        try {
            if (process.waitFor(20, TimeUnit.SECONDS)) {
                return;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        process.destroyForcibly();
    }

    /** Is the process: runs Kafka until the input ends. */
    static void run(int port) throws IOException {
        Path folder = Files.createTempDirectory("hooklane-kafka");
        try (EmbeddedBroker _ = EmbeddedBroker.start(folder, port)) {
            System.out.println(READY);
            InputStream in = System.in;
            while (in.read() >= 0) {
                // Nobody writes: it ends.
            }
        } finally {
            new DevFolder(folder).remove();
            Files.deleteIfExists(folder);
        }
    }
}
