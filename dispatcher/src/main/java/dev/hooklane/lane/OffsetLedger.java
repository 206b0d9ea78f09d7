package dev.hooklane.lane;

import java.util.Base64;
import java.util.BitSet;

/**
 * Which offsets of one partition are done: all below the base, and those above it whose bit is set.
 *
 * <p>The window above the base is fixed at {@link #WINDOW} offsets, so that its bitmap always fits
 * into the metadata of an offset commit, and the next owner knows exactly what is done. Used by one
 * thread.
 */
final class OffsetLedger {
    /** 16,384 bits are 2,732 characters of base64; Kafka takes 4,096. */
    static final int WINDOW = 16_384;

    private static final String VERSION = "1:";

    /** The bit of offset {@code o} is {@code o % WINDOW}; only offsets of the window have one. */
    private final BitSet done = new BitSet(WINDOW);

    private long base;
    private long next;

    /** A partition of which everything below the base is done and nothing above it. */
    OffsetLedger(long base) {
        this.base = base;
        this.next = base;
    }

    /**
     * The ledger that {@link #metadata} described.
     *
     * @throws IllegalArgumentException if the metadata is not of this release's form
     */
    static OffsetLedger restore(long committed, String metadata) {
        OffsetLedger ledger = new OffsetLedger(committed);
        if (metadata.isEmpty()) {
            return ledger;
        }
        if (!metadata.startsWith(VERSION)) {
            throw new IllegalArgumentException(
                    "commit metadata does not begin with '%s'".formatted(VERSION));
        }
        byte[] bytes = Base64.getDecoder().decode(metadata.substring(VERSION.length()));
        BitSet.valueOf(bytes).stream().forEach(bit -> ledger.done.set(index(committed + bit)));
        return ledger;
    }

    /** The lowest offset that is not done: what to commit. */
    long base() {
        return base;
    }

    /** One above the highest offset that was observed. */
    long next() {
        return next;
    }

    /** Whether this offset may be observed now; if not, the partition waits. */
    boolean hasRoom(long offset) {
        return base == next || offset < base + WINDOW;
    }

    /**
     * Takes note of an offset that was read, in order. Offsets between the last one and this one
     * hold nothing for a reader (transaction markers, compacted records), so they are done.
     *
     * @return false if the offset is done already, by this owner or the one before
     */
    boolean observe(long offset) {
        if (offset < next) {
            return false;
        }
        observedUpTo(offset);
        next = offset + 1;
        boolean fresh = !done.get(index(offset));
        advance();
        return fresh;
    }

    /** Takes note that everything below this position was read or holds nothing. */
    void observedUpTo(long position) {
        if (base == next && position >= base + WINDOW) {
            // A gap wider than the window, with nothing open below it.
            done.clear();
            base = position;
            next = position;
        }
        while (next < position && hasRoom(next)) {
            done.set(index(next++));
            advance();
        }
    }

    boolean isDone(long offset) {
        return offset < base || (offset < base + WINDOW && done.get(index(offset)));
    }

    int doneAboveBase() {
        return done.cardinality();
    }

    /** Marks an observed offset as done. */
    void done(long offset) {
        if (offset >= base) {
            done.set(index(offset));
            advance();
        }
    }

    /** What it would say if these observed offsets were done too. */
    OffsetLedger with(Iterable<Long> offsets) {
        OffsetLedger also = new OffsetLedger(base);
        also.next = next;
        also.done.or(done);
        offsets.forEach(also::done);
        return also;
    }

    /** The done offsets above the base, as text of at most 4,096 characters. */
    String metadata() {
        if (done.isEmpty()) {
            return "";
        }
        BitSet above = new BitSet();
        int baseIndex = index(base);
        done.stream().forEach(bit -> above.set(Math.floorMod(bit - baseIndex, WINDOW)));
        return VERSION + Base64.getEncoder().withoutPadding().encodeToString(above.toByteArray());
    }

    private void advance() {
        while (base < next && done.get(index(base))) {
            done.clear(index(base));
            base++;
        }
    }

    private static int index(long offset) {
        return (int) (offset % WINDOW);
    }
}
