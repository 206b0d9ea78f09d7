package dev.hooklane.e2e.kafka;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;
import org.apache.kafka.server.common.Feature;

/**
 * One node of the cluster, run as by {@code kafka-server-start}; formats its disk the first time.
 */
public final class BrokerMain {
    static final String CLUSTER_ID = "rig.cluster.id";
    static final String CONTROLLER_LISTENER = "CONTROLLER";

    private BrokerMain() {}

    /** Takes one argument, a properties file. */
    public static void main(String[] arguments) throws Exception {
        Properties properties = new Properties();
        try (Reader reader = Files.newBufferedReader(Path.of(arguments[0]))) {
            properties.load(reader);
        }
        String clusterId = properties.getProperty(CLUSTER_ID, "");
        var _ = properties.remove(CLUSTER_ID);
        KafkaConfig config = new KafkaConfig(properties, false);
        formatIfNew(config, clusterId);
        KafkaRaftServer server = new KafkaRaftServer(config, Time.SYSTEM);
        Runtime.getRuntime().addShutdownHook(new Thread(server::shutdown, "stop"));
        server.startup();
        server.awaitShutdown();
    }

    private static void formatIfNew(KafkaConfig config, String clusterId) throws Exception {
        if (Files.exists(Path.of(config.metadataLogDir(), "meta.properties"))) {
            return;
        }
        try (PrintStream quiet = quiet()) {
            new Formatter()
                    .setNodeId(config.nodeId())
                    .setClusterId(clusterId)
                    .setControllerListenerName(CONTROLLER_LISTENER)
                    .setMetadataLogDirectory(config.metadataLogDir())
                    .setDirectories(config.logDirs())
                    .setIgnoreFormatted(true)
                    .setSupportedFeatures(Feature.PRODUCTION_FEATURES)
                    .setPrintStream(quiet)
                    .run();
        }
    }

    private static PrintStream quiet() throws IOException {
        return new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
    }
}
