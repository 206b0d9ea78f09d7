package dev.hooklane.embedded;

import java.io.OutputStream;
import java.io.PrintStream;
import java.net.BindException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.UnaryOperator;
import kafka.server.KafkaConfig;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.metadata.storage.Formatter;
import org.apache.kafka.server.common.Feature;

/**
 * A real one-node Kafka broker (KRaft, broker and controller in one) inside this JVM, listening on
 * the loopback address only.
 *
 * <p>All its state is in one directory. A new start from that directory, after {@link #close} or
 * after the process was killed, continues as the same broker of the same cluster with all topics,
 * records and offsets.
 */
public final class EmbeddedBroker implements AutoCloseable {

    private static final int MAX_STARTS = 3;

    private final KraftNode node;
    private final int port;
    private final DirectoryLock lock;
    private final AtomicBoolean closed = new AtomicBoolean();

    private EmbeddedBroker(KraftNode node, int port, DirectoryLock lock) {
        this.node = node;
        this.port = port;
        this.lock = lock;
    }

    /**
     * Starts the broker and returns when it serves requests.
     *
     * @param directory where its state is kept; created if missing
     * @param port the port for clients, or 0 for any free one
     * @throws PortTakenException if something else listens on the port
     * @throws DirectoryInUseException if another broker uses the directory
     */
    public static EmbeddedBroker start(Path directory, int port) {
        return start(directory, port, UnaryOperator.identity());
    }

    /** Does the same with changes to Kafka's settings. */
    static EmbeddedBroker start(
            Path directory, int port, UnaryOperator<Map<String, Object>> changes) {
        Path state = directory.toAbsolutePath().normalize();
        refuseTaken(port);
        DirectoryLock lock = DirectoryLock.take(state);
        EmbeddedBroker broker = null;
        try {
            broker = startLocked(state, port, lock, changes);
            return broker;
        } finally {
            if (broker == null) {
                lock.close();
            }
        }
    }

    /** Returns the {@code host:port} that clients connect to. */
    public String bootstrapServers() {
        return LoopbackPort.HOST + ":" + port;
    }

    /**
     * Stops the broker in an orderly way; the state stays in its directory. A second call does
     * nothing.
     */
    @Override
    public void close() {
        if (closed.compareAndSet(false, true)) {
            node.stop();
            lock.close();
        }
    }

    /** Tries again if another process takes a free port just before the broker does. */
    private static EmbeddedBroker startLocked(
            Path directory,
            int port,
            DirectoryLock lock,
            UnaryOperator<Map<String, Object>> changes) {
        for (int attempt = 1; ; attempt++) {
            int clientPort = port == 0 ? LoopbackPort.free() : port;
            try {
                Map<String, Object> properties =
                        BrokerProperties.of(directory, clientPort, LoopbackPort.free());
                return new EmbeddedBroker(
                        startOnce(directory, changes.apply(properties)), clientPort, lock);
            } catch (RuntimeException e) {
                if (attempt == MAX_STARTS || !hasCause(e, BindException.class)) {
                    throw e;
                }
                refuseTaken(port);
            }
        }
    }

    private static void refuseTaken(int port) {
        if (port != 0 && LoopbackPort.isTaken(port)) {
            throw new PortTakenException("broker", port);
        }
    }

    private static KraftNode startOnce(Path directory, Map<String, Object> properties) {
        KafkaConfig config = new KafkaConfig(properties, false);
        formatIfNew(directory, config);
        KraftNode node = new KraftNode(config);
        boolean started = false;
        try {
            node.start();
            started = true;
            return node;
        } finally {
            if (!started) {
                node.stop();
            }
        }
    }

    private static void formatIfNew(Path directory, KafkaConfig config) {
        if (Files.exists(directory.resolve("meta.properties"))) {
            return;
        }
        try (PrintStream quiet =
                new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8)) {
            new Formatter()
                    .setNodeId(BrokerProperties.NODE_ID)
                    .setClusterId(Uuid.randomUuid().toString())
                    .setControllerListenerName(BrokerProperties.CONTROLLER_LISTENER)
                    .setMetadataLogDirectory(config.metadataLogDir())
                    .setDirectories(config.logDirs())
                    .setIgnoreFormatted(true)
                    .setSupportedFeatures(Feature.PRODUCTION_FEATURES)
                    .setPrintStream(quiet)
                    .run();
        } catch (Exception e) {
            throw new IllegalStateException(
                    "broker: directory %s can't be made ready".formatted(directory), e);
        }
    }

    private static boolean hasCause(Throwable thrown, Class<? extends Throwable> type) {
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            if (type.isInstance(cause)) {
                return true;
            }
        }
        return false;
    }
}
