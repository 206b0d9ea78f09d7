package dev.hooklane.source.format;

import com.google.protobuf.Message;
import java.time.Instant;

/** Points and spans of time in Protobuf, as its JSON has them. */
final class ProtoTimes {
    private static final long FIRST_SECOND = Instant.parse("0001-01-01T00:00:00Z").getEpochSecond();
    private static final long LAST_SECOND = Instant.parse("9999-12-31T23:59:59Z").getEpochSecond();

    /** Of a duration: 10,000 years. */
    private static final long SECONDS_MAX = 315_576_000_000L;

    private static final int NANOS_PER_SECOND = 1_000_000_000;
    private static final int NANOS_PER_MICRO = 1_000;
    private static final int NANOS_PER_MILLI = 1_000_000;

    private ProtoTimes() {}

    static String timestamp(Message timestamp) {
        long seconds = seconds(timestamp);
        int nanos = nanos(timestamp);
        if (seconds < FIRST_SECOND
                || seconds > LAST_SECOND
                || nanos < 0
                || nanos >= NANOS_PER_SECOND) {
            throw new Undecodable("is a Timestamp outside of the years 1 to 9999");
        }
        return Instant.ofEpochSecond(seconds, nanos).toString();
    }

    static String duration(Message duration) {
        long seconds = seconds(duration);
        int nanos = nanos(duration);
        boolean mixed = (seconds > 0 && nanos < 0) || (seconds < 0 && nanos > 0);
        if (seconds < -SECONDS_MAX
                || seconds > SECONDS_MAX
                || nanos <= -NANOS_PER_SECOND
                || nanos >= NANOS_PER_SECOND
                || mixed) {
            throw new Undecodable("is a Duration that is not one by its definition");
        }
        return "%s%d%ss"
                .formatted(
                        seconds < 0 || nanos < 0 ? "-" : "",
                        Math.abs(seconds),
                        fraction(Math.abs(nanos)));
    }

    /** Returns 0, 3, 6 or 9 digits. */
    private static String fraction(int nanos) {
        if (nanos == 0) {
            return "";
        }
        if (nanos % NANOS_PER_MILLI == 0) {
            return ".%03d".formatted(nanos / NANOS_PER_MILLI);
        }
        return nanos % NANOS_PER_MICRO == 0
                ? ".%06d".formatted(nanos / NANOS_PER_MICRO)
                : ".%09d".formatted(nanos);
    }

    private static long seconds(Message time) {
        return (Long) time.getField(time.getDescriptorForType().findFieldByNumber(1));
    }

    private static int nanos(Message time) {
        return (Integer) time.getField(time.getDescriptorForType().findFieldByNumber(2));
    }
}
