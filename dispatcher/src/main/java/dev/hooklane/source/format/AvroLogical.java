package dev.hooklane.source.format;

import dev.hooklane.source.format.AvroType.Primitive;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * What values may mean besides what they are.
 *
 * @see <a href="https://avro.apache.org/docs/1.12.0/specification/#logical-types">Logical types</a>
 */
enum AvroLogical {
    DECIMAL,
    BIG_DECIMAL,
    UUID,
    DATE,
    TIME_MILLIS,
    TIME_MICROS,
    TIMESTAMP_MILLIS,
    TIMESTAMP_MICROS,
    TIMESTAMP_NANOS,
    LOCAL_TIMESTAMP_MILLIS,
    LOCAL_TIMESTAMP_MICROS,
    LOCAL_TIMESTAMP_NANOS,
    DURATION;

    /** Returns the meaning of that name, if there is one; others are to be ignored. */
    static Optional<AvroLogical> named(String name) {
        return Arrays.stream(values())
                .filter(each -> each.name().toLowerCase(Locale.ROOT).replace('_', '-').equals(name))
                .findFirst();
    }

    /** Reports whether values of the type can have this meaning; otherwise it is to be ignored. */
    boolean fits(AvroType written) {
        return switch (this) {
            case DECIMAL -> written == Primitive.BYTES || written instanceof AvroType.Fixed;
            case BIG_DECIMAL -> written == Primitive.BYTES;
            case UUID -> written == Primitive.STRING || isFixed(written, 16);
            case DATE, TIME_MILLIS -> written == Primitive.INT;
            case TIME_MICROS,
                    TIMESTAMP_MILLIS,
                    TIMESTAMP_MICROS,
                    TIMESTAMP_NANOS,
                    LOCAL_TIMESTAMP_MILLIS,
                    LOCAL_TIMESTAMP_MICROS,
                    LOCAL_TIMESTAMP_NANOS ->
                    written == Primitive.LONG;
            case DURATION -> isFixed(written, 12);
        };
    }

    private static boolean isFixed(AvroType written, int size) {
        return written instanceof AvroType.Fixed fixed && fixed.size() == size;
    }
}
