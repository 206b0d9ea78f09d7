package dev.hooklane.e2e.installation;

import dev.hooklane.e2e.kafka.Books;
import dev.hooklane.e2e.kafka.Cluster;
import dev.hooklane.e2e.process.Java;
import dev.hooklane.e2e.process.Ports;
import dev.hooklane.e2e.process.Watchdog;
import dev.hooklane.e2e.receiver.Receiver;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * A whole installation: brokers, instances, receivers, and the books on their records.
 *
 * @param folder for logs and disks
 */
public record Installation(
        Path folder, Cluster cluster, Instances instances, Receiver receiver, Books books) {

    public static Installation start(
            Java java, Path folder, Map<String, String> settings, Watchdog watchdog)
            throws IOException, InterruptedException {
        Ports ports = new Ports();
        Receiver receiver = Receiver.start(ports.free());
        Cluster cluster = null;
        Instances instances = null;
        try {
            cluster = Cluster.start(java, ports, folder, watchdog);
            instances =
                    Instances.start(
                            java, ports, folder, settings, watchdog, cluster.hooklaneServers());
            return new Installation(
                    folder, cluster, instances, receiver, books(cluster.rigServers()));
        } finally {
            if (instances == null) {
                receiver.close();
                if (cluster != null) {
                    cluster.close();
                }
            }
        }
    }

    private static Books books(String servers) {
        List<String> steps =
                Instances.SCHEDULE.stream()
                        .skip(1)
                        .distinct()
                        .map(wait -> wait.toSeconds() + "s")
                        .toList();
        return new Books(servers, Instances.PREFIX, steps);
    }

    public void close() throws IOException, InterruptedException {
        instances.close();
        cluster.close();
        receiver.close();
    }
}
