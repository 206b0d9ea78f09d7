package dev.hooklane.statistics;

/**
 * The slots that durations are counted in: each millisecond by itself up to 15, then eight to a
 * doubling, so that what is read of a slot is at most 6.25 % off; what is longer than two minutes
 * counts as that long.
 */
final class DurationScale {
    /** Eight to a doubling. */
    private static final int BITS = 3;

    private static final int PARTS = 1 << BITS;

    /** Below it each millisecond has a slot. */
    private static final int EXACT = 2 * PARTS;

    private static final long LONGEST_MILLIS = (1L << 17) - 1;

    static final int SLOTS = slot(LONGEST_MILLIS) + 1;

    private DurationScale() {}

    static int slot(long millis) {
        long counted = Math.clamp(millis, 0, LONGEST_MILLIS);
        if (counted < EXACT) {
            return (int) counted;
        }
        int shift = shift(counted);
        return shift * PARTS + (int) (counted >> shift);
    }

    /** How far to move it so that its highest bit and three more are left. */
    private static int shift(long millis) {
        return Long.SIZE - 1 - BITS - Long.numberOfLeadingZeros(millis);
    }

    /** The middle of what a slot counts. */
    static long middleMillis(int slot) {
        if (slot < EXACT) {
            return slot;
        }
        int shift = slot / PARTS - 1;
        long low = (long) (slot - shift * PARTS) << shift;
        return low + (1L << shift) / 2;
    }
}
