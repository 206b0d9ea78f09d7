package dev.hooklane.bench;

import java.lang.management.ManagementFactory;

/** The heap used by live objects. */
final class Heap {
    private Heap() {}

    /** Returns the bytes in use after a full collection. */
    static long usedBytes() {
        // The second collection frees objects that the first one's reference processing released.
        System.gc();
        System.gc();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }
}
