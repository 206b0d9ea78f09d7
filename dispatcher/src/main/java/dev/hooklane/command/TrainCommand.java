package dev.hooklane.command;

import dev.hooklane.command.dev.DevFolder;
import dev.hooklane.command.dev.DevSession;
import dev.hooklane.command.dev.DevSettings;
import dev.hooklane.embedded.LoopbackPort;
import dev.hooklane.embedded.ReceivedRequest;
import dev.hooklane.retry.RetrySchedule;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * Runs events through the whole system, in a folder of its own, so that the JVM can record what it
 * learns. With {@code -XX:AOTCacheOutput} it writes a cache that cuts later start times to a third.
 */
@Command(
        name = "train",
        hidden = true,
        mixinStandardHelpOptions = true,
        description = {
            "Starts `hooklane dev` in a temporary folder, publishes events, and stops.",
            "The start script runs this after a build to make later starts fast; see JEPs 514, 515."
        },
        footerHeading = "%n",
        footer = {"Example:", "  hooklane train"})
final class TrainCommand implements Runnable {
    private static final Duration TIMEOUT = Duration.ofSeconds(60);
    private static final Duration LOOK = Duration.ofMillis(20);

    @Spec private CommandSpec spec = CommandSpec.create();

    @Option(
            names = "--broker-jar",
            paramLabel = "FILE",
            description =
                    "Run Kafka from this jar, in a process of its own: production's jar has no"
                            + " broker.")
    private Optional<Path> brokerJar = Optional.empty();

    @Option(
            names = "--load",
            paramLabel = "SECONDS",
            description =
                    "Publish as many events as it takes for so long: what is hot then is compiled at"
                            + " once in later starts.")
    private int load;

    @Option(
            names = "--broker",
            paramLabel = "PORT",
            description = "Run nothing but Kafka on this port, until the input ends.")
    private Optional<Integer> brokerPort = Optional.empty();

    @Override
    public void run() {
        try {
            if (brokerPort.isPresent()) {
                TrainingBroker.run(brokerPort.get());
                return;
            }
            Path folder = Files.createTempDirectory("hooklane-train");
            try {
                train(folder);
            } finally {
                new DevFolder(folder).remove();
                Files.deleteIfExists(folder);
            }
        } catch (IOException e) {
            throw new CommandFailedException("can't use a temporary folder: " + e, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private DevSession start(
            DevSettings settings, DevFolder folder, Consumer<ReceivedRequest> listener) {
        return brokerJar
                .map(jar ->
                        DevSession.start(
                                settings,
                                folder,
                                Map.of(),
                                listener,
                                (_, port) -> TrainingBroker.start(jar, port)))
                .orElseGet(() -> DevSession.start(settings, folder, Map.of(), listener));
    }

    private void train(Path folder) throws InterruptedException {
        AtomicLong received = new AtomicLong();
        DevSettings settings =
                new DevSettings(
                        LoopbackPort.free(),
                        LoopbackPort.free(),
                        LoopbackPort.free(),
                        false,
                        false,
                        RetrySchedule.parse("0s,2s"));
        DevFolder devFolder = new DevFolder(folder);
        try (DevSession _ = start(settings, devFolder, _ -> received.incrementAndGet())) {
            CommandLine commands =
                    HooklaneCommand.commandLine(
                            new CommandContext(
                                    Map.of(), folder, InputStream.nullInputStream(), false));
            commands.setOut(spec.commandLine().getOut()).setErr(spec.commandLine().getErr());
            commands.execute("publish", "--type", "message.created", "--data", "{\"n\":1}");
            commands.execute("endpoints", "list");
            commands.execute("dead-letters", "list");
            long published = 1 + underLoad(settings, devFolder);
            if (!arrive(published, received)) {
                throw new CommandFailedException(
                        "%d of %d events did not arrive within %d s"
                                .formatted(
                                        published - received.get(),
                                        published,
                                        TIMEOUT.toSeconds()));
            }
        }
    }

    private long underLoad(DevSettings settings, DevFolder folder) {
        return load == 0
                ? 0
                : TrainingLoad.publish(
                        folder.running().orElseThrow(),
                        URI.create(
                                "http://%s:%d"
                                        .formatted(LoopbackPort.HOST, settings.receiverPort())),
                        Duration.ofSeconds(load));
    }

    private static boolean arrive(long published, AtomicLong received) throws InterruptedException {
        long until = System.nanoTime() + TIMEOUT.toNanos();
        while (received.get() < published && System.nanoTime() - until < 0) {
            Thread.sleep(LOOK);
        }
        return received.get() >= published;
    }
}
