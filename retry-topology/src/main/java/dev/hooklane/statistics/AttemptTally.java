package dev.hooklane.statistics;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;

/** Counts attempts, their outcomes and their durations. Mutable; for one thread at a time. */
public final class AttemptTally {
    private static final byte VERSION = 1;

    /** Identified by their position, so new ones may only be added at the end. */
    static final List<String> OUTCOMES =
            List.of(
                    "success",
                    "other",
                    "status_1xx",
                    "status_3xx",
                    "status_4xx",
                    "status_5xx",
                    "timeout",
                    "name_lookup",
                    "forbidden_address",
                    "connect",
                    "tls",
                    "connection_lost",
                    "invalid_response",
                    "token");

    private static final int SUCCESS = 0;
    private static final int OTHER = 1;

    /** Where durations begin among the counts; leaves room for more outcomes. */
    private static final int DURATIONS = 32;

    private static final int VARINT_BYTES_MAX = 5;

    /** The counts of the outcomes by their position, then those of the scale's slots. */
    private final int[] counts = new int[DURATIONS + DurationScale.SLOTS];

    /**
     * Counts an attempt.
     *
     * @param outcome as {@code AttemptOutcome.label} names it
     */
    public void add(String outcome, long millis) {
        int place = OUTCOMES.indexOf(outcome);
        counts[place < 0 ? OTHER : place]++;
        counts[DURATIONS + DurationScale.slot(millis)]++;
    }

    public void add(AttemptTally other) {
        for (int i = 0; i < counts.length; i++) {
            counts[i] += other.counts[i];
        }
    }

    public long attempts() {
        long attempts = 0;
        for (int place = 0; place < DURATIONS; place++) {
            attempts += counts[place];
        }
        return attempts;
    }

    public long succeeded() {
        return counts[SUCCESS];
    }

    /** Returns how many attempts failed, by outcome; outcomes without attempts are left out. */
    public Map<String, Long> failures() {
        Map<String, Long> failures = new TreeMap<>();
        for (int place = SUCCESS + 1; place < OUTCOMES.size(); place++) {
            if (counts[place] > 0) {
                failures.put(OUTCOMES.get(place), (long) counts[place]);
            }
        }
        return failures;
    }

    /**
     * Returns the duration that {@code percent} percent of the attempts did not exceed, accurate to
     * 6.25 %; empty if there were none.
     */
    public OptionalLong percentileMillis(int percent) {
        long rank = Math.max(1, Math.ceilDiv(attempts() * percent, 100));
        long seen = 0;
        for (int slot = 0; slot < DurationScale.SLOTS; slot++) {
            seen += counts[DURATIONS + slot];
            if (seen >= rank) {
                return OptionalLong.of(DurationScale.middleMillis(slot));
            }
        }
        return OptionalLong.empty();
    }

    /**
     * Returns a version, then the position and the count of each count that is not 0, as numbers of
     * 7 bits per byte.
     */
    public byte[] bytes() {
        ByteBuffer bytes = ByteBuffer.allocate(1 + counts.length * 2 * VARINT_BYTES_MAX);
        bytes.put(VERSION);
        for (int i = 0; i < counts.length; i++) {
            if (counts[i] != 0) {
                putNumber(i, bytes);
                putNumber(counts[i], bytes);
            }
        }
        byte[] written = new byte[bytes.position()];
        bytes.flip().get(written);
        return written;
    }

    /**
     * Reads a tally that {@link #bytes} wrote.
     *
     * @throws IllegalArgumentException if it can't be read
     */
    public static AttemptTally read(byte[] written) {
        AttemptTally tally = new AttemptTally();
        ByteBuffer bytes = ByteBuffer.wrap(written);
        try {
            byte version = bytes.get();
            if (version != VERSION) {
                throw new IllegalArgumentException(
                        "tally has version %d; this release reads %d".formatted(version, VERSION));
            }
            while (bytes.hasRemaining()) {
                int place = number(bytes);
                tally.counts[place] = number(bytes);
            }
        } catch (BufferUnderflowException | IndexOutOfBoundsException e) {
            throw new IllegalArgumentException("tally is not readable", e);
        }
        return tally;
    }

    private static void putNumber(int number, ByteBuffer bytes) {
        int rest = number;
        while (rest > 0x7f) {
            bytes.put((byte) (rest | 0x80));
            rest >>>= 7;
        }
        bytes.put((byte) rest);
    }

    private static int number(ByteBuffer bytes) {
        int number = 0;
        byte next;
        int shift = 0;
        do {
            next = bytes.get();
            number |= (next & 0x7f) << shift;
            shift += 7;
        } while (next < 0 && shift < Integer.SIZE);
        if (next < 0 || number < 0) {
            throw new IllegalArgumentException(
                    "tally is not readable: a count is over %d".formatted(Integer.MAX_VALUE));
        }
        return number;
    }
}
