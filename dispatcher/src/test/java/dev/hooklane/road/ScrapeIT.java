package dev.hooklane.road;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hooklane.embedded.LoopbackPort;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Whoever scrapes, however often, costs Kafka nothing and the instance little. */
@ExtendWith(Brokers.class)
class ScrapeIT {
    private static final int SCRAPES = 200;
    private static final Duration MOST = Duration.ofMillis(20);

    @Test
    void aScrapeAsksKafkaNothingAndIsQuick(Broker broker) throws JMException {
        int port = LoopbackPort.free();
        try (Road road =
                        Road.on(
                                broker,
                                Map.of(
                                        "roles",
                                        "fan-out,delivery,control-plane",
                                        "api.port",
                                        Integer.toString(port),
                                        "metrics.look-interval",
                                        "10m"));
                RoadApi api = new RoadApi(port)) {
            road.endpointsOfWhichHalfFailOnce(20, Duration.ZERO);
            road.start("one");
            road.publish("message.created", 50);
            road.awaitSettled(Duration.ofSeconds(30));
            api.scrape();
            Map<String, Long> before = questions();

            long[] nanos = new long[SCRAPES];
            for (int i = 0; i < SCRAPES; i++) {
                long started = System.nanoTime();
                api.scrape();
                nanos[i] = System.nanoTime() - started;
            }

            assertThat(questions()).isNotEmpty().isEqualTo(before);
            Arrays.sort(nanos);
            System.out.printf(
                    "ScrapeIT: %d lines, p10 %.1f ms, p50 %.1f ms, p95 %.1f ms%n",
                    api.scrape().lines().filter(line -> !line.startsWith("#")).count(),
                    nanos[SCRAPES / 10] / 1e6,
                    nanos[SCRAPES / 2] / 1e6,
                    nanos[SCRAPES * 95 / 100] / 1e6);
            // The quicker ones, as other tests run beside this one.
            assertThat(Duration.ofNanos(nanos[SCRAPES / 10])).isLessThan(MOST);
        }
    }

    /** What a look would ask the broker for, and delivering does not; how often so far. */
    private static Map<String, Long> questions() throws JMException {
        MBeanServer beans = ManagementFactory.getPlatformMBeanServer();
        Map<String, Long> asked = new TreeMap<>();
        for (String request : new String[] {"ListOffsets", "OffsetFetch", "DescribeGroups"}) {
            long count = 0;
            for (ObjectName name :
                    beans.queryNames(
                            new ObjectName(
                                    "kafka.network:type=RequestMetrics,name=RequestsPerSec,request=%s,version=*"
                                            .formatted(request)),
                            null)) {
                count += (Long) beans.getAttribute(name, "Count");
            }
            asked.put(request, count);
        }
        return asked;
    }
}
