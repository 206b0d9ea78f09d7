package dev.hooklane.e2e.kafka;

import dev.hooklane.e2e.process.Ports;
import java.nio.file.Path;
import java.util.Properties;

/**
 * The settings of one node: those of a three-broker cluster, but quick to notice a lost node, and
 * small in memory.
 */
record NodeSettings(int id, Path disk, String clusterId, String quorum) {
    static final int CONTROLLER_ID = 100;
    private static final String MAP = "RIG:PLAINTEXT,HOOKLANE:PLAINTEXT,CONTROLLER:PLAINTEXT";

    Properties controller(int port) {
        Properties properties = common();
        properties.put("process.roles", "controller");
        properties.put("listeners", "CONTROLLER://%s:%d".formatted(Ports.HOST, port));
        return properties;
    }

    /**
     * Returns the settings of a broker.
     *
     * @param rigPort for the rig and the other brokers
     * @param hooklanePort where it listens for Hooklane
     * @param advertised the port that it advertises to Hooklane, which is its proxy's
     */
    Properties broker(int rigPort, int hooklanePort, int advertised) {
        Properties properties = common();
        String rig = "RIG://%s:%d".formatted(Ports.HOST, rigPort);
        String hooklane = "HOOKLANE://" + Ports.HOST + ":";
        properties.put("process.roles", "broker");
        properties.put("listeners", rig + "," + hooklane + hooklanePort);
        properties.put("advertised.listeners", rig + "," + hooklane + advertised);
        properties.put("inter.broker.listener.name", "RIG");
        return properties;
    }

    private Properties common() {
        Properties properties = new Properties();
        properties.put(BrokerMain.CLUSTER_ID, clusterId);
        properties.put("node.id", Integer.toString(id));
        properties.put("controller.quorum.voters", quorum);
        properties.put("controller.listener.names", BrokerMain.CONTROLLER_LISTENER);
        properties.put("listener.security.protocol.map", MAP);
        properties.put("log.dirs", disk.toString());
        properties.put("auto.create.topics.enable", "false");
        addReplication(properties);
        addPace(properties);
        addMemory(properties);
        return properties;
    }

    private static void addReplication(Properties properties) {
        properties.put("default.replication.factor", "3");
        properties.put("min.insync.replicas", "2");
        properties.put("unclean.leader.election.enable", "false");
        properties.put("offsets.topic.replication.factor", "3");
        properties.put("offsets.topic.num.partitions", "4");
        properties.put("transaction.state.log.replication.factor", "3");
        properties.put("transaction.state.log.min.isr", "2");
        properties.put("transaction.state.log.num.partitions", "4");
        properties.put("share.coordinator.state.topic.replication.factor", "3");
        properties.put("share.coordinator.state.topic.num.partitions", "1");
    }

    private static void addPace(Properties properties) {
        properties.put("broker.heartbeat.interval.ms", "1000");
        properties.put("broker.session.timeout.ms", "6000");
        properties.put("replica.lag.time.max.ms", "10000");
        properties.put("group.initial.rebalance.delay.ms", "0");
        properties.put("transaction.abort.timed.out.transaction.cleanup.interval.ms", "2000");
        properties.put("controlled.shutdown.enable", "true");
    }

    private static void addMemory(Properties properties) {
        properties.put("num.network.threads", "2");
        properties.put("num.io.threads", "4");
        properties.put("background.threads", "2");
        properties.put("log.cleaner.threads", "1");
        properties.put("log.cleaner.dedupe.buffer.size", "2097152");
        properties.put("log.cleaner.io.buffer.size", "131072");
        properties.put("log.segment.bytes", "67108864");
        properties.put("log.index.size.max.bytes", "524288");
        properties.put("metric.reporters", "");
    }
}
