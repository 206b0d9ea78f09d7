package dev.hooklane.bench.measure;

import java.lang.management.ManagementFactory;

/** The heap used by live objects. */
public final class Heap {
    private Heap() {}

    /** Returns the bytes in use after a full collection. */
    public static long usedBytes() {
        // The second collection frees objects that the first one's reference processing released.
        System.gc();
        System.gc();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }
}
