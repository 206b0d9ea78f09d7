package dev.hooklane.bench;

import java.lang.management.ManagementFactory;

/** How much of the heap is in use by what lives. */
final class Heap {
    private Heap() {}

    /** In bytes, after a full collection. */
    static long usedBytes() {
        // The second one takes what the first one's reference processing let go.
        System.gc();
        System.gc();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }
}
