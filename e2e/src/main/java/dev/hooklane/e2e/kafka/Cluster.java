package dev.hooklane.e2e.kafka;

import dev.hooklane.e2e.process.Java;
import dev.hooklane.e2e.process.Patience;
import dev.hooklane.e2e.process.Ports;
import dev.hooklane.e2e.process.Watchdog;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.Uuid;

/** A controller and three brokers, each in its own JVM. Hooklane reaches them through proxies. */
public final class Cluster {
    public static final int BROKERS = 3;

    /**
     * With a wrong clock, a JVM starts several times as slowly, as every reading of the clock goes
     * through libfaketime.
     */
    private static final Duration READY_WITHIN = Duration.ofMinutes(3);

    private static final long ASK_SECONDS = 10;

    private final Node controller;
    private final List<Node> brokers = new ArrayList<>();
    private final List<Path> disks = new ArrayList<>();
    private final List<CuttingProxy> proxies = new ArrayList<>();
    private final List<Integer> rigPorts = new ArrayList<>();
    private final List<Integer> proxyPorts = new ArrayList<>();

    private Cluster(Java java, Ports ports, Path folder, Watchdog watchdog) throws IOException {
        Files.createDirectories(folder);
        String clusterId = Uuid.randomUuid().toString();
        int controllerPort = ports.free();
        String quorum =
                "%d@%s:%d".formatted(NodeSettings.CONTROLLER_ID, Ports.HOST, controllerPort);
        controller =
                new Node(
                        "controller",
                        new NodeSettings(
                                        NodeSettings.CONTROLLER_ID,
                                        folder.resolve("controller-disk"),
                                        clusterId,
                                        quorum)
                                .controller(controllerPort),
                        "192m",
                        java,
                        folder,
                        watchdog);
        for (int id = 1; id <= BROKERS; id++) {
            int rigPort = ports.free();
            int hooklanePort = ports.free();
            int proxyPort = ports.free();
            rigPorts.add(rigPort);
            proxyPorts.add(proxyPort);
            proxies.add(new CuttingProxy(proxyPort, hooklanePort));
            Path disk = folder.resolve("broker-%d-disk".formatted(id));
            disks.add(disk);
            NodeSettings settings = new NodeSettings(id, disk, clusterId, quorum);
            brokers.add(
                    new Node(
                            "broker-" + id,
                            settings.broker(rigPort, hooklanePort, proxyPort),
                            "400m",
                            java,
                            folder,
                            watchdog));
        }
    }

    /** Starts all nodes and returns when they serve requests. */
    public static Cluster start(Java java, Ports ports, Path folder, Watchdog watchdog)
            throws IOException, InterruptedException {
        Cluster cluster = new Cluster(java, ports, folder, watchdog);
        boolean started = false;
        try {
            cluster.controller.start();
            for (Node broker : cluster.brokers) {
                broker.start();
            }
            cluster.awaitWhole();
            started = true;
            return cluster;
        } finally {
            if (!started) {
                cluster.close();
            }
        }
    }

    public Node controller() {
        return controller;
    }

    public List<Node> brokers() {
        return List.copyOf(brokers);
    }

    /** Returns the folders with the brokers' records. */
    public List<Path> disks() {
        return List.copyOf(disks);
    }

    /**
     * Returns the proxies; every connection from Hooklane to a broker passes the proxy at the same
     * index.
     */
    public List<CuttingProxy> proxies() {
        return List.copyOf(proxies);
    }

    /** Returns the addresses at which the rig itself reaches the brokers. */
    public String rigServers() {
        return servers(rigPorts);
    }

    /** Returns the addresses at which Hooklane reaches them. */
    public String hooklaneServers() {
        return servers(proxyPorts);
    }

    private static String servers(List<Integer> ports) {
        return ports.stream().map(port -> Ports.HOST + ":" + port).collect(Collectors.joining(","));
    }

    public Admin admin() {
        Map<String, Object> settings = new HashMap<>();
        settings.put(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, rigServers());
        settings.put(AdminClientConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG, 200);
        return Admin.create(settings);
    }

    /** Waits until every broker is up and every partition has all its replicas in sync. */
    public void awaitWhole() throws InterruptedException {
        Patience.await(
                "all brokers run", READY_WITHIN, () -> brokers.stream().allMatch(Node::isAlive));
        try (Admin admin = admin()) {
            Patience.await("all replicas are in sync", READY_WITHIN, () -> isWhole(admin));
        }
    }

    private static boolean isWhole(Admin admin) throws Exception {
        if (admin.describeCluster().nodes().get(ASK_SECONDS, TimeUnit.SECONDS).size() < BROKERS) {
            return false;
        }
        var names = admin.listTopics().names().get(ASK_SECONDS, TimeUnit.SECONDS);
        Map<String, TopicDescription> topics =
                admin.describeTopics(names).allTopicNames().get(ASK_SECONDS, TimeUnit.SECONDS);
        return topics.values().stream()
                .flatMap(topic -> topic.partitions().stream())
                .allMatch(partition -> partition.isr().size() == partition.replicas().size());
    }

    /** Kills all nodes. */
    public void close() throws InterruptedException, IOException {
        for (Node broker : brokers) {
            broker.end();
        }
        controller.end();
        for (CuttingProxy proxy : proxies) {
            proxy.close();
        }
    }
}
