package dev.hooklane.bench.measure;

import java.lang.management.ManagementFactory;
import java.util.LinkedHashMap;
import java.util.Map;

/** Facts about a machine that are needed to interpret a figure. */
public final class MachineFacts {
    private MachineFacts() {}

    public static Map<String, Object> now() {
        Map<String, Object> facts = new LinkedHashMap<>();
        Runtime runtime = Runtime.getRuntime();
        facts.put("cores", runtime.availableProcessors());
        facts.put("os", property("os.name") + " " + property("os.version"));
        facts.put("arch", property("os.arch"));
        facts.put("jdk", property("java.vendor") + " " + Runtime.version());
        facts.put("jvmArguments", ManagementFactory.getRuntimeMXBean().getInputArguments());
        facts.put(
                "gc",
                ManagementFactory.getGarbageCollectorMXBeans().stream()
                        .map(gc -> gc.getName())
                        .toList());
        facts.put("maxHeapBytes", runtime.maxMemory());
        facts.put("loadAverage", loadAverage());
        return facts;
    }

    /** Returns how many threads wanted a core over the last minute; negative if unknown. */
    static double loadAverage() {
        return ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
    }

    private static String property(String name) {
        return System.getProperty(name, "unknown");
    }
}
