package dev.hooklane.bench.rig;

import static java.nio.charset.StandardCharsets.US_ASCII;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import dev.hooklane.embedded.EmbeddedBroker;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import org.slf4j.LoggerFactory;

/**
 * The broker's process. It prints its address, then answers each line on standard input with the
 * number of requests that wrote or read records so far. It ends when standard input does.
 */
final class BrokerMain {
    private BrokerMain() {}

    /**
     * Runs until standard input ends.
     *
     * @param arguments the folder for the broker's state
     */
    public static void main(String[] arguments) throws IOException, JMException {
        ((Logger) LoggerFactory.getLogger("org.apache")).setLevel(Level.ERROR);
        try (EmbeddedBroker broker = EmbeddedBroker.start(Path.of(arguments[0]), 0)) {
            System.out.println(broker.bootstrapServers());
            BufferedReader in = new BufferedReader(new InputStreamReader(System.in, US_ASCII));
            while (in.readLine() != null) {
                System.out.println(requests("Produce") + requests("FetchConsumer"));
            }
        }
    }

    /** Returns how many requests of a kind there were, in whichever version. */
    private static long requests(String kind) throws JMException {
        MBeanServer beans = ManagementFactory.getPlatformMBeanServer();
        ObjectName all =
                new ObjectName(
                        "kafka.network:type=RequestMetrics,name=RequestsPerSec,request=%s,*"
                                .formatted(kind));
        long count = 0;
        for (ObjectName each : beans.queryNames(all, null)) {
            count += (Long) beans.getAttribute(each, "Count");
        }
        return count;
    }
}
