package dev.hooklane.source.mapping;

import dev.hooklane.event.VisibleText;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.chrono.IsoChronology;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.time.temporal.ChronoField;
import java.time.temporal.TemporalAccessor;
import java.time.temporal.TemporalQueries;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.StringNode;

/** Functions of time. A time is a text in RFC 3339, in UTC. */
sealed interface TimeCall extends Expression {
    int TEXT_MAX = 100;
    Instant FIRST = Instant.parse("0000-01-01T00:00:00Z");
    Instant LAST = Instant.parse("9999-12-31T23:59:59.999999999Z");

    @Override
    default Set<Kind> kinds() {
        return Set.of(Kind.TEXT);
    }

    /** Reads a time. */
    record Read(Operand argument, Form form) implements TimeCall {
        @Override
        public Value compute(Evaluation evaluation) {
            Optional<JsonNode> found = argument.of(form.takes(), evaluation);
            return found.isPresent()
                    ? text(form.read(found.get(), argument.text()).toString())
                    : Value.Absent.DROPPED;
        }
    }

    /** Writes a time by a pattern, in a zone. */
    record Write(Operand argument, DateTimeFormatter formatter, ZoneId zone) implements TimeCall {
        @Override
        public Value compute(Evaluation evaluation) {
            Optional<JsonNode> found = argument.of(Set.of(Kind.TEXT), evaluation);
            if (found.isEmpty()) {
                return Value.Absent.DROPPED;
            }
            Instant time = instant(found.get(), argument.text());
            try {
                String written = formatter.format(time.atZone(zone));
                evaluation.made(written.length());
                return text(written);
            } catch (DateTimeException e) {
                throw new Refusal("%s can't be written by the pattern".formatted(argument.text()));
            }
        }
    }

    /** How a time is written. */
    sealed interface Form {
        Set<Kind> takes();

        Instant read(JsonNode time, String what);
    }

    /** RFC 3339, with an offset. */
    record Rfc3339() implements Form {
        @Override
        public Set<Kind> takes() {
            return Set.of(Kind.TEXT);
        }

        @Override
        public Instant read(JsonNode time, String what) {
            return instant(time, what);
        }
    }

    /** A number since 1970. */
    enum Unit implements Form {
        NANOS(0),
        MICROS(3),
        MILLIS(6),
        SECONDS(9),
        DAYS(9);

        private static final BigInteger NANOS_PER_SECOND = BigInteger.valueOf(1_000_000_000);
        private static final BigDecimal SECONDS_PER_DAY = BigDecimal.valueOf(86_400);
        private static final int BITS_MAX = 96;

        private final int nanoDigits;

        Unit(int nanoDigits) {
            this.nanoDigits = nanoDigits;
        }

        static Optional<Unit> of(String word) {
            for (Unit unit : values()) {
                if (unit.name().toLowerCase(Locale.ROOT).equals(word)) {
                    return Optional.of(unit);
                }
            }
            return Optional.empty();
        }

        @Override
        public Set<Kind> takes() {
            return Set.of(Kind.NUMBER);
        }

        @Override
        public Instant read(JsonNode time, String what) {
            BigDecimal number = Decimals.of(time, what);
            BigDecimal nanos =
                    (this == DAYS ? number.multiply(SECONDS_PER_DAY) : number)
                            .movePointRight(nanoDigits);
            BigInteger whole;
            try {
                whole = nanos.toBigIntegerExact();
            } catch (ArithmeticException e) {
                throw new Refusal("%s has digits beyond nanoseconds".formatted(what));
            }
            if (whole.bitLength() > BITS_MAX) {
                throw outside(what);
            }
            BigInteger ofSecond = whole.mod(NANOS_PER_SECOND);
            BigInteger seconds = whole.subtract(ofSecond).divide(NANOS_PER_SECOND);
            if (seconds.bitLength() > Integer.SIZE + Byte.SIZE) {
                throw outside(what);
            }
            return bounded(
                    Instant.ofEpochSecond(seconds.longValueExact(), ofSecond.longValueExact()),
                    what);
        }
    }

    /**
     * A pattern of Java's.
     *
     * @param zone of times that name none
     */
    record Pattern(String pattern, DateTimeFormatter formatter, ZoneId zone) implements Form {
        /**
         * @throws IllegalArgumentException if it is not a pattern
         */
        static DateTimeFormatter formatter(String pattern) {
            return new DateTimeFormatterBuilder()
                    .parseCaseInsensitive()
                    .appendPattern(pattern)
                    // Otherwise yyyy is a year of no era, and strictly no year.
                    .parseDefaulting(ChronoField.ERA, 1)
                    .toFormatter(Locale.ENGLISH)
                    .withResolverStyle(ResolverStyle.STRICT)
                    .withChronology(IsoChronology.INSTANCE);
        }

        @Override
        public Set<Kind> takes() {
            return Set.of(Kind.TEXT);
        }

        /** A time that a change of clocks skips is read by the offset before it. */
        @Override
        public Instant read(JsonNode time, String what) {
            String text = checked(time, what);
            try {
                TemporalAccessor parsed = formatter.parse(text);
                LocalDate date = parsed.query(TemporalQueries.localDate());
                LocalTime ofDay = parsed.query(TemporalQueries.localTime());
                ZoneId named = parsed.query(TemporalQueries.zone());
                if (date != null) {
                    return bounded(
                            ZonedDateTime.of(
                                            date,
                                            ofDay == null ? LocalTime.MIDNIGHT : ofDay,
                                            named == null ? zone : named)
                                    .toInstant(),
                            what);
                }
                if (parsed.isSupported(ChronoField.INSTANT_SECONDS)) {
                    return bounded(Instant.from(parsed), what);
                }
            } catch (DateTimeException e) {
                throw notThis(text, what, "a time by the pattern " + VisibleText.quoted(pattern));
            }
            throw notThis(text, what, "a date by the pattern " + VisibleText.quoted(pattern));
        }
    }

    /** Returns the time that a text in RFC 3339 says. */
    static Instant instant(JsonNode time, String what) {
        String text = checked(time, what);
        try {
            return bounded(OffsetDateTime.parse(text).toInstant(), what);
        } catch (DateTimeException e) {
            throw notThis(text, what, "a time in RFC 3339, such as 2024-01-15T10:30:00Z");
        }
    }

    private static String checked(JsonNode time, String what) {
        String text = time.stringValue();
        if (text.length() > TEXT_MAX) {
            throw new Refusal(
                    "%s has %,d characters; a time has at most %d"
                            .formatted(what, text.length(), TEXT_MAX));
        }
        return text;
    }

    private static Refusal notThis(String text, String what, String wanted) {
        return new Refusal("%s is %s, not %s".formatted(what, VisibleText.quoted(text), wanted));
    }

    private static Instant bounded(Instant time, String what) {
        if (time.isBefore(FIRST) || time.isAfter(LAST)) {
            throw outside(what);
        }
        return time;
    }

    private static Refusal outside(String what) {
        return new Refusal("%s is a time outside the years 0 to 9999".formatted(what));
    }

    private static Value text(String text) {
        return new Value.Found(StringNode.valueOf(text));
    }
}
