package dev.hooklane.statistics;

/**
 * The slots in which durations are counted. Each millisecond up to 15 has its own slot, then there
 * are eight slots for each doubling. A value read from a slot is therefore at most 6.25 % off.
 * Durations longer than two minutes count as two minutes.
 */
final class DurationScale {
    /** Eight slots for each doubling. */
    private static final int BITS = 3;

    private static final int PARTS = 1 << BITS;

    /** Below this value, each millisecond has its own slot. */
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

    /** Returns by how many bits to shift so that the highest bit and three more remain. */
    private static int shift(long millis) {
        return Long.SIZE - 1 - BITS - Long.numberOfLeadingZeros(millis);
    }

    /** Returns the middle of a slot's durations. */
    static long middleMillis(int slot) {
        if (slot < EXACT) {
            return slot;
        }
        int shift = slot / PARTS - 1;
        long low = (long) (slot - shift * PARTS) << shift;
        return low + (1L << shift) / 2;
    }
}
