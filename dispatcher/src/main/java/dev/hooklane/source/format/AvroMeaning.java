package dev.hooklane.source.format;

import dev.hooklane.source.format.AvroType.Primitive;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.DecimalNode;
import tools.jackson.databind.node.StringNode;

/** Reads values of logical types: numbers are exact, times are texts of ISO 8601. */
final class AvroMeaning {
    /** Some 1,000 digits, which is more than anybody computes with. */
    static final int DECIMAL_BYTES_MAX = 420;

    private static final int SCALE_MAX = 1_000;
    private static final long UNSIGNED = 0xffff_ffffL;
    private static final BigDecimal MILLIS_PER_SECOND = BigDecimal.valueOf(1_000);

    private AvroMeaning() {}

    static JsonNode read(AvroType.Logical type, AvroInput in) {
        return switch (type.meaning()) {
            case DECIMAL -> decimal(bytes(type.written(), in), type.scale());
            case BIG_DECIMAL -> bigDecimal(in.readBytes());
            case UUID -> text(uuid(type.written(), in));
            case DATE -> text(LocalDate.ofEpochDay(in.readInt()).toString());
            case TIME_MILLIS -> time(in.readInt(), ChronoUnit.MILLIS);
            case TIME_MICROS -> time(in.readLong(), ChronoUnit.MICROS);
            case TIMESTAMP_MILLIS -> text(instant(in.readLong(), ChronoUnit.MILLIS).toString());
            case TIMESTAMP_MICROS -> text(instant(in.readLong(), ChronoUnit.MICROS).toString());
            case TIMESTAMP_NANOS -> text(instant(in.readLong(), ChronoUnit.NANOS).toString());
            case LOCAL_TIMESTAMP_MILLIS -> local(in.readLong(), ChronoUnit.MILLIS);
            case LOCAL_TIMESTAMP_MICROS -> local(in.readLong(), ChronoUnit.MICROS);
            case LOCAL_TIMESTAMP_NANOS -> local(in.readLong(), ChronoUnit.NANOS);
            case DURATION -> text(duration(in.readFixed(12)));
        };
    }

    private static byte[] bytes(AvroType written, AvroInput in) {
        return written instanceof AvroType.Fixed fixed
                ? in.readFixed(fixed.size())
                : in.readBytes();
    }

    private static JsonNode decimal(byte[] unscaled, int scale) {
        if (unscaled.length == 0 || unscaled.length > DECIMAL_BYTES_MAX) {
            throw new Undecodable(
                    "is a decimal of %d bytes; allowed are 1 to %d"
                            .formatted(unscaled.length, DECIMAL_BYTES_MAX));
        }
        return DecimalNode.valueOf(new BigDecimal(new BigInteger(unscaled), scale));
    }

    /** Its bytes are those of the unscaled number, with their length, and the scale. */
    private static JsonNode bigDecimal(byte[] bytes) {
        AvroInput inner = new AvroInput(bytes, 0);
        byte[] unscaled = inner.readBytes();
        int scale = inner.readInt();
        if (scale < -SCALE_MAX || scale > SCALE_MAX) {
            throw new Undecodable(
                    "is a decimal of scale %d, over the limit of %d".formatted(scale, SCALE_MAX));
        }
        return decimal(unscaled, scale);
    }

    private static String uuid(AvroType written, AvroInput in) {
        if (written == Primitive.STRING) {
            return in.readString();
        }
        ByteBuffer halves = ByteBuffer.wrap(in.readFixed(16));
        return new UUID(halves.getLong(), halves.getLong()).toString();
    }

    private static JsonNode time(long since, ChronoUnit unit) {
        long perDay = unit.between(LocalTime.MIN, LocalTime.MAX) + 1;
        if (since < 0 || since >= perDay) {
            throw new Undecodable("is a time of day that no day has");
        }
        LocalTime time = LocalTime.MIN.plus(since, unit);
        // Java leaves out seconds that are zero.
        return text(time.getSecond() == 0 && time.getNano() == 0 ? time + ":00" : time.toString());
    }

    private static Instant instant(long since, ChronoUnit unit) {
        return Instant.EPOCH.plus(since, unit);
    }

    /** As a time of UTC, without its mark: so that seconds are always there. */
    private static JsonNode local(long since, ChronoUnit unit) {
        String text = instant(since, unit).toString();
        return text(text.substring(0, text.length() - 1));
    }

    private static String duration(byte[] bytes) {
        ByteBuffer parts = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        return "P%dM%dDT%sS"
                .formatted(
                        parts.getInt() & UNSIGNED,
                        parts.getInt() & UNSIGNED,
                        seconds(parts.getInt() & UNSIGNED));
    }

    private static String seconds(long millis) {
        return new BigDecimal(millis).divide(MILLIS_PER_SECOND).toPlainString();
    }

    private static JsonNode text(String text) {
        return StringNode.valueOf(text);
    }
}
