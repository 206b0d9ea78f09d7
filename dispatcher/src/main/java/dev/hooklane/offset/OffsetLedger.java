package dev.hooklane.offset;

import java.util.Base64;
import java.util.BitSet;

/**
 * Which offsets of one partition are done: all below the base, and those above it whose bit is set.
 *
 * <p>The window above the base is fixed at {@link #WINDOW} offsets, so its bitmap always fits into
 * the metadata of an offset commit. The next owner then knows exactly which offsets are done. Used
 * by one thread.
 */
public final class OffsetLedger {
    /** 16,384 bits are 2,732 characters of base64; Kafka takes 4,096. */
    public static final int WINDOW = 16_384;

    private static final String BITS = "1:";
    private static final String EPOCH_AND_BITS = "2:";
    private static final int UNKNOWN = -1;

    /** The bit of offset {@code o} is {@code o % WINDOW}; only offsets of the window have one. */
    private final BitSet done = new BitSet(WINDOW);

    private long base;
    private long next;

    /** The latest leader epoch of any record that was read; no record of a later epoch is done. */
    private int epoch = UNKNOWN;

    /** The same, for what the previous owner has read. */
    private int restoredEpoch = UNKNOWN;

    /** Makes a ledger in which everything below the base is done and nothing above it. */
    public OffsetLedger(long base) {
        this.base = base;
        this.next = base;
    }

    /**
     * Returns the ledger that {@link #metadata} described.
     *
     * @throws IllegalArgumentException if this release does not know the metadata's form
     */
    static OffsetLedger restore(long committed, String metadata) {
        OffsetLedger ledger = new OffsetLedger(committed);
        if (metadata.isEmpty()) {
            return ledger;
        }
        String bits = metadata.substring(Math.min(BITS.length(), metadata.length()));
        if (metadata.startsWith(EPOCH_AND_BITS)) {
            int end = bits.indexOf(':');
            ledger.epoch = Integer.parseInt(bits.substring(0, Math.max(0, end)));
            ledger.restoredEpoch = ledger.epoch;
            bits = bits.substring(end + 1);
        } else if (!metadata.startsWith(BITS)) {
            throw new IllegalArgumentException(
                    "commit metadata begins with neither '%s' nor '%s'"
                            .formatted(BITS, EPOCH_AND_BITS));
        }
        BitSet.valueOf(Base64.getDecoder().decode(bits)).stream()
                .forEach(bit -> ledger.done.set(index(committed + bit)));
        return ledger;
    }

    /** Returns the lowest offset that is not done: the one to commit. */
    public long base() {
        return base;
    }

    /** Returns one above the highest offset that was observed. */
    public long next() {
        return next;
    }

    /** Reports whether this offset may be observed now; if not, the partition waits. */
    public boolean hasRoom(long offset) {
        return base == next || offset < base + WINDOW;
    }

    /**
     * Takes note of an offset that was read, in order. Offsets between the last one and this one
     * hold nothing for a reader (transaction markers, compacted records), so they are done.
     *
     * @return false if the offset is done already, by this owner or the previous one
     */
    public boolean observe(long offset) {
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
    public void observedUpTo(long position) {
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

    /** Returns how many offsets below this one are not done. */
    long undoneBelow(long offset) {
        long doneBelow =
                done.stream()
                        .mapToLong(bit -> base + Math.floorMod(bit - index(base), WINDOW))
                        .filter(each -> each < offset)
                        .count();
        return Math.max(0, offset - base - doneBelow);
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

    /** Returns a copy in which these observed offsets are done too. */
    OffsetLedger with(Iterable<Long> offsets) {
        OffsetLedger also = new OffsetLedger(base);
        also.next = next;
        also.epoch = epoch;
        also.restoredEpoch = restoredEpoch;
        also.done.or(done);
        offsets.forEach(also::done);
        return also;
    }

    /** Takes note of the leader epoch of a record that was read. */
    void readOfEpoch(int leaderEpoch) {
        epoch = Math.max(epoch, leaderEpoch);
    }

    /**
     * Reports whether the previous owner marked an offset as done whose record it can't have read:
     * the record was appended under a later leader.
     */
    boolean isDoneInVain(long offset, int leaderEpoch) {
        return restoredEpoch != UNKNOWN && leaderEpoch > restoredEpoch && isDone(offset);
    }

    /** Forgets what is done from this offset on: other records are there now. */
    void cutOffAt(long offset) {
        for (long above = Math.max(offset, base); above < base + WINDOW; above++) {
            done.clear(index(above));
        }
        base = Math.min(base, offset);
        next = Math.min(next, offset);
    }

    /**
     * Returns the epoch and the done offsets above the base, as text of at most 4,096 characters.
     */
    String metadata() {
        if (epoch != UNKNOWN) {
            return EPOCH_AND_BITS + epoch + ":" + bits();
        }
        return done.isEmpty() ? "" : BITS + bits();
    }

    private String bits() {
        BitSet above = new BitSet();
        int baseIndex = index(base);
        done.stream().forEach(bit -> above.set(Math.floorMod(bit - baseIndex, WINDOW)));
        return Base64.getEncoder().withoutPadding().encodeToString(above.toByteArray());
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
