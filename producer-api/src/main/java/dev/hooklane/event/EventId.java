package dev.hooklane.event;

import java.time.Instant;
import java.util.OptionalLong;
import java.util.random.RandomGenerator;

/**
 * The id of an event: unique forever and the same on every attempt. Customers deduplicate by it.
 *
 * @param value 1 to 128 characters of {@code [A-Za-z0-9_:-]}
 */
public record EventId(String value) implements Comparable<EventId> {
    /** The longest id, in characters. */
    public static final int MAX_CHARS = 128;

    private static final String PREFIX = "evt_";
    private static final int TIME_CHARS = 10;
    private static final int RANDOM_CHARS = 16;
    private static final int RANDOM_BYTES = 10;
    private static final long MAX_TIME_MS = (1L << 48) - 1;

    /**
     * @throws IllegalArgumentException if {@code value} is not a valid event id
     */
    public EventId {
        if (!isValid(value)) {
            throw new IllegalArgumentException(
                    "event id %s (%d characters) is not 1 to %d characters of [A-Za-z0-9_:-]"
                            .formatted(VisibleText.quoted(value), value.length(), MAX_CHARS));
        }
    }

    /** Reports whether {@code value} is a valid event id, which the constructor accepts. */
    public static boolean isValid(String value) {
        return Ascii.isWord(value, MAX_CHARS, "_:-");
    }

    /**
     * Returns a new id that sorts by {@code time}: {@code evt_} and a ULID in lower case. The ULID
     * has 10 characters for the milliseconds since 1970 and 16 random ones (80 bits).
     *
     * @param random the source of the 80 random bits
     * @throws IllegalArgumentException if {@code time} is before 1970 or after the year 10889,
     *     where no ULID exists
     */
    public static EventId random(Instant time, RandomGenerator random) {
        long timeMs = time.toEpochMilli();
        if (timeMs < 0 || timeMs > MAX_TIME_MS) {
            throw new IllegalArgumentException(
                    "event time %s is outside the years 1970 to 10889".formatted(time));
        }
        // One draw: a SecureRandom takes a lock and asks the system for each.
        byte[] drawn = new byte[RANDOM_BYTES];
        random.nextBytes(drawn);
        return new EventId(
                PREFIX
                        + IdCode.of(timeMs, TIME_CHARS)
                        + IdCode.of(bits(drawn, 0), RANDOM_CHARS / 2)
                        + IdCode.of(bits(drawn, RANDOM_BYTES / 2), RANDOM_CHARS / 2));
    }

    /**
     * Returns the time by which an id like those of {@link #random} sorts, in milliseconds since
     * 1970; empty for an id of another form. Anybody may have chosen it.
     */
    public OptionalLong timeMillis() {
        if (!IdCode.isIn(value, PREFIX, TIME_CHARS + RANDOM_CHARS)) {
            return OptionalLong.empty();
        }
        long timeMs = IdCode.bits(value, PREFIX.length(), TIME_CHARS);
        return timeMs > MAX_TIME_MS ? OptionalLong.empty() : OptionalLong.of(timeMs);
    }

    /** Returns 40 bits, enough for eight characters. */
    private static long bits(byte[] drawn, int from) {
        long bits = 0;
        for (int i = from; i < from + RANDOM_BYTES / 2; i++) {
            bits = bits << Byte.SIZE | (drawn[i] & 0xff);
        }
        return bits;
    }

    @Override
    public int compareTo(EventId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
