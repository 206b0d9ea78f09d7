package dev.hooklane.bench.measure;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.lang.management.ThreadMXBean;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * The CPU time of this process's Java threads by kind, from now on. The collector, the compiler and
 * native threads are not among them: they are what is left of the process's time.
 */
public final class ThreadCpu {
    /** The kind of the threads that publish. */
    public static final String LOAD = "load";

    public static final String BROKER = "broker";

    private static final OperatingSystemMXBean OS =
            ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);

    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
    private static final Pattern NUMBERS = Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4,}){4}|\\d+");

    /** The benchmark's own thread, its connections to the API, and the JDK's HTTP client. */
    private static final List<String> LOADS = List.of("main", "load-#", "HttpClient-#-");

    /** Kafka's server names its threads like this; clients' names begin with other words. */
    private static final List<String> BROKERS =
            List.of(
                    "data-plane-",
                    "kafka-#-",
                    "kafka-log-",
                    "kafka-scheduler-",
                    "ExpirationReaper-",
                    "group-coordinator-",
                    "transaction-",
                    "TxnMarkerSender",
                    "share-coordinator-",
                    "raft-",
                    "quorum-controller-",
                    "controller-",
                    "broker-#-",
                    "executor-Fetch",
                    "executor-Produce",
                    "LogDirFailureHandler");

    private final Map<Long, Long> before = nanos();
    private final long processBefore = OS.getProcessCpuTime();

    private static Map<Long, Long> nanos() {
        Map<Long, Long> nanos = new HashMap<>();
        for (long id : THREADS.getAllThreadIds()) {
            nanos.put(id, THREADS.getThreadCpuTime(id));
        }
        return nanos;
    }

    /** Returns the microseconds of each kind of thread for each request. */
    public Map<String, Double> micros(long requests) {
        Map<String, Double> micros = new TreeMap<>();
        nanos().forEach((id, nanos) -> {
            ThreadInfo thread = THREADS.getThreadInfo(id);
            if (thread != null && nanos > 0) {
                long spent = nanos - before.getOrDefault(id, 0L);
                micros.merge(kind(thread.getThreadName()), spent / 1e3 / requests, Double::sum);
            }
        });
        return micros;
    }

    /** Returns the microseconds for each request that are neither the broker's nor the load's. */
    public double productMicros(long requests) {
        double all = (OS.getProcessCpuTime() - processBefore) / 1e3 / requests;
        return ofProduct(all, micros(requests));
    }

    /** Returns the kind of the thread with this name: the name without numbers, or who owns it. */
    static String kind(String thread) {
        String name = NUMBERS.matcher(thread).replaceAll("#");
        if (name.endsWith("hooklane-publisher") || LOADS.stream().anyMatch(name::startsWith)) {
            return LOAD;
        }
        return BROKERS.stream().anyMatch(name::startsWith) ? BROKER : name;
    }

    /**
     * Returns the microseconds for each request that are neither the broker's nor the load's.
     *
     * @param all of the process
     */
    public static double ofProduct(double all, Map<String, Double> micros) {
        return all - micros.getOrDefault(LOAD, 0.0) - micros.getOrDefault(BROKER, 0.0);
    }
}
