package dev.hooklane.road;

import dev.hooklane.embedded.LoopbackPort;
import dev.hooklane.embedded.TemporaryDirectory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.Uuid;
import org.awaitility.Awaitility;

/** A broker of any version, in a JVM of its own, started by Kafka's own programs. */
final class KafkaProcess implements Broker {
    private static final List<String> JAVA =
            List.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-Xmx400m",
                    "-XX:TieredStopAtLevel=1",
                    "-XX:+UseSerialGC");

    private final Process process;
    private final TemporaryDirectory directory;
    private final int port;

    private KafkaProcess(Process process, TemporaryDirectory directory, int port) {
        this.process = process;
        this.directory = directory;
        this.port = port;
    }

    /** Formats a disk, starts the broker on it and returns when it listens. */
    static Broker start(String classPath) {
        TemporaryDirectory directory = TemporaryDirectory.make();
        int port = LoopbackPort.free();
        try {
            Path settings = directory.path().resolve("server.properties");
            Files.writeString(settings, settings(directory.path().resolve("log"), port));
            Path log = directory.path().resolve("kafka.log");
            Process format =
                    run(
                            classPath,
                            log,
                            "kafka.tools.StorageTool",
                            "format",
                            "-t",
                            Uuid.randomUuid().toString(),
                            "-c",
                            settings.toString());
            if (format.waitFor() != 0) {
                throw new IllegalStateException(Files.readString(log));
            }
            Process process = run(classPath, log, "kafka.Kafka", settings.toString());
            KafkaProcess broker = new KafkaProcess(process, directory, port);
            Awaitility.await("the broker listens")
                    .failFast("the broker ended", () -> !process.isAlive())
                    .until(broker::listens);
            return broker;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static Process run(String classPath, Path log, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(JAVA);
        command.addAll(List.of("-cp", classPath));
        command.addAll(List.of(arguments));
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                .start();
    }

    private static String settings(Path disk, int port) {
        int controller = LoopbackPort.free();
        return """
        process.roles=broker,controller
        node.id=1
        listeners=PLAINTEXT://127.0.0.1:%1$d,CONTROLLER://127.0.0.1:%2$d
        advertised.listeners=PLAINTEXT://127.0.0.1:%1$d
        controller.listener.names=CONTROLLER
        listener.security.protocol.map=PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT
        controller.quorum.voters=1@127.0.0.1:%2$d
        log.dirs=%3$s
        auto.create.topics.enable=false
        group.initial.rebalance.delay.ms=0
        offsets.topic.replication.factor=1
        offsets.topic.num.partitions=4
        transaction.state.log.replication.factor=1
        transaction.state.log.min.isr=1
        transaction.state.log.num.partitions=4
        log.cleaner.dedupe.buffer.size=2097152
        """
                .formatted(port, controller, disk);
    }

    private boolean listens() {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 500);
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    @Override
    public String bootstrapServers() {
        return LoopbackPort.HOST + ":" + port;
    }

    @Override
    public void close() {
        process.destroyForcibly();
        try {
            process.waitFor(10, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        directory.close();
    }
}
