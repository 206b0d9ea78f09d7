package dev.hooklane.road;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import dev.hooklane.embedded.LoopbackPort;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Whoever scrapes, however often, costs Kafka nothing and the instance little. */
@ExtendWith(Brokers.class)
class ScrapeIT {
    private static final int SCRAPES = 200;
    private static final Duration IDLE = Duration.ofSeconds(3);
    private static final long MOST_BYTES = 4L << 20;

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
            road.awaitSettled();
            api.scrape();
            Map<String, Long> before = questions();

            double idle = allocatedInANanosecond();
            long bytesBefore = allocated();
            long started = System.nanoTime();
            for (int i = 0; i < SCRAPES; i++) {
                api.scrape();
            }
            long took = System.nanoTime() - started;
            long bytes = (allocated() - bytesBefore - (long) (idle * took)) / SCRAPES;

            assertThat(questions()).isNotEmpty().isEqualTo(before);
            System.out.printf(
                    "ScrapeIT: %d lines; a scrape takes %.1f ms, and allocates %,d bytes%n",
                    api.scrape().lines().filter(line -> !line.startsWith("#")).count(),
                    took / 1e6 / SCRAPES,
                    bytes);
            assertThat(bytes).isLessThan(MOST_BYTES);
        }
    }

    /** What the process allocates while nobody scrapes. */
    private static double allocatedInANanosecond() {
        long bytesBefore = allocated();
        long from = System.nanoTime();
        Awaitility.await().until(() -> System.nanoTime() - from > IDLE.toNanos());
        return (double) (allocated() - bytesBefore) / (System.nanoTime() - from);
    }

    /**
     * By the whole process, broker and client included: unlike time and CPU time, neither others
     * nor a slow machine can make it more.
     */
    private static long allocated() {
        return ManagementFactory.getPlatformMXBean(ThreadMXBean.class)
                .getTotalThreadAllocatedBytes();
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
