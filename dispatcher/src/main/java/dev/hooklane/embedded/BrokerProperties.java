package dev.hooklane.embedded;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The settings of the one-node broker. Clients see a real broker; threads, memory and idle work are
 * kept small.
 */
final class BrokerProperties {

    static final int NODE_ID = 1;
    static final String CONTROLLER_LISTENER = "CONTROLLER";

    private static final String CLIENT_LISTENER = "PLAINTEXT";
    private static final String INTERNAL_PARTITIONS = "4";

    private BrokerProperties() {}

    static Map<String, Object> of(Path directory, int port, int controllerPort) {
        Map<String, Object> properties = new LinkedHashMap<>();
        addAddresses(properties, port, controllerPort);
        properties.put("log.dirs", directory.toString());
        properties.put("auto.create.topics.enable", "false");
        addInternalTopics(properties);
        addGroups(properties);
        addThreads(properties);
        addMemory(properties);
        addIdleWork(properties);
        return properties;
    }

    private static void addAddresses(Map<String, Object> properties, int port, int controllerPort) {
        String client = CLIENT_LISTENER + "://" + LoopbackPort.HOST + ":" + port;
        String controller = LoopbackPort.HOST + ":" + controllerPort;
        properties.put("process.roles", "broker,controller");
        properties.put("node.id", Integer.toString(NODE_ID));
        properties.put("controller.quorum.voters", NODE_ID + "@" + controller);
        properties.put("listeners", client + "," + CONTROLLER_LISTENER + "://" + controller);
        properties.put("advertised.listeners", client);
        properties.put("controller.listener.names", CONTROLLER_LISTENER);
        properties.put("inter.broker.listener.name", CLIENT_LISTENER);
        properties.put(
                "listener.security.protocol.map",
                CLIENT_LISTENER + ":PLAINTEXT," + CONTROLLER_LISTENER + ":PLAINTEXT");
    }

    private static void addInternalTopics(Map<String, Object> properties) {
        for (String topic :
                List.of(
                        "offsets.topic",
                        "transaction.state.log",
                        "share.coordinator.state.topic")) {
            properties.put(topic + ".replication.factor", "1");
            properties.put(topic + ".num.partitions", INTERNAL_PARTITIONS);
        }
        properties.put("transaction.state.log.min.isr", "1");
        properties.put("share.coordinator.state.topic.min.isr", "1");
    }

    private static void addGroups(Map<String, Object> properties) {
        // Longer than events are kept, which is 38 days: a group resumes wherever it was.
        properties.put("offsets.retention.minutes", "57600");
        properties.put("group.initial.rebalance.delay.ms", "0");
        properties.put("group.consumer.min.session.timeout.ms", "5000");
        // A killed writer's transaction stalls its readers until this task finds it; the default
        // interval is 10 s.
        properties.put("transaction.abort.timed.out.transaction.cleanup.interval.ms", "2000");
    }

    private static void addThreads(Map<String, Object> properties) {
        properties.put("num.network.threads", "1");
        properties.put("num.io.threads", "2");
        properties.put("background.threads", "1");
        properties.put("group.coordinator.threads", "1");
        properties.put("share.coordinator.threads", "1");
        properties.put("log.cleaner.threads", "1");
    }

    private static void addMemory(Map<String, Object> properties) {
        properties.put("log.cleaner.dedupe.buffer.size", "2097152");
        properties.put("log.cleaner.io.buffer.size", "131072");
        // Each partition maps two index files of this size. One index entry per 4 KiB needs at most
        // 12 bytes of it.
        properties.put("log.segment.bytes", "134217728");
        properties.put("log.index.size.max.bytes", "524288");
        properties.put("metric.reporters", "");
    }

    private static void addIdleWork(Map<String, Object> properties) {
        // The only controller needs no empty records to prove that it is alive; each would be an
        // fsync.
        properties.put("metadata.max.idle.interval.ms", "0");
        // A start after kill -9 also waits this long, for the killed broker's session to expire.
        properties.put("broker.heartbeat.interval.ms", "1500");
        properties.put("broker.session.timeout.ms", "3000");
        // With one replica, every start resets the high watermark to the log's end, whatever the
        // checkpoint says.
        properties.put("replica.high.watermark.checkpoint.interval.ms", "60000");
        properties.put("server.max.startup.time.ms", "60000");
    }
}
