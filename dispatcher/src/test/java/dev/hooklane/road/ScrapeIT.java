package dev.hooklane.road;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hooklane.embedded.LoopbackPort;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.time.Instant;
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

            double idle = busyOverAWhile();
            Duration cpuBefore = cpu();
            long started = System.nanoTime();
            for (int i = 0; i < SCRAPES; i++) {
                api.scrape();
            }
            Duration took = Duration.ofNanos((System.nanoTime() - started) / SCRAPES);
            Duration cpu =
                    cpu().minus(cpuBefore)
                            .dividedBy(SCRAPES)
                            .minusNanos((long) (idle * took.toNanos()));

            assertThat(questions()).isNotEmpty().isEqualTo(before);
            System.out.printf(
                    "ScrapeIT: %d lines; a scrape takes %.1f ms, and %.1f ms of CPU%n",
                    api.scrape().lines().filter(line -> !line.startsWith("#")).count(),
                    took.toNanos() / 1e6,
                    cpu.toNanos() / 1e6);
            assertThat(cpu).isLessThan(MOST);
        }
    }

    /** Which share of a core the process takes while nobody scrapes. */
    private static double busyOverAWhile() {
        Duration cpuBefore = cpu();
        Instant from = Instant.now();
        Awaitility.await().until(() -> from.plus(IDLE).isBefore(Instant.now()));
        return (double) cpu().minus(cpuBefore).toNanos()
                / Duration.between(from, Instant.now()).toNanos();
    }

    /**
     * Of the whole process, broker and client included: unlike time, others can't make it longer.
     */
    private static Duration cpu() {
        return ProcessHandle.current().info().totalCpuDuration().orElseThrow();
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
