package dev.hooklane.event;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/**
 * A timestamp in RFC 3339 format, in UTC.
 *
 * @param text the original text if it was in UTC with a {@code Z}, otherwise the same instant
 *     written that way
 * @see <a href="https://www.rfc-editor.org/rfc/rfc3339#section-5.6">RFC 3339, section 5.6</a>
 */
record Rfc3339(Instant instant, String text) {
    private static final Instant FIRST = Instant.EPOCH;
    private static final Instant END = Instant.parse("+10000-01-01T00:00:00Z");
    private static final int MAX_FRACTION_DIGITS = 9;
    private static final DateTimeFormatter TO_THE_SECOND =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss");

    /** The length of {@code 2024-01-15T10:30:00}. */
    private static final int SECONDS_END = 19;

    /**
     * Returns the timestamp of {@code instant}.
     *
     * @throws Rejection if {@code instant} is outside the years 1970 to 9999
     */
    static Rfc3339 of(Instant instant) {
        String text = instant.toString();
        return new Rfc3339(inRange(instant, text), text);
    }

    /**
     * Reads a timestamp with any offset. A leap second becomes the second before it, because
     * JavaScript has no leap seconds.
     *
     * @throws Rejection if the text is not an RFC 3339 timestamp, or is outside the years 1970 to
     *     9999 in UTC
     */
    static Rfc3339 parse(String text) {
        try {
            return read(text);
        } catch (DateTimeException | IndexOutOfBoundsException e) {
            throw malformed(text);
        }
    }

    private static Rfc3339 read(String text) {
        char separator = text.charAt(10);
        require(text.charAt(4) == '-' && text.charAt(7) == '-', text);
        require(separator == 'T' || separator == 't' || separator == ' ', text);
        require(text.charAt(13) == ':' && text.charAt(16) == ':', text);
        LocalDate date = LocalDate.of(digits(text, 0, 4), digits(text, 5, 7), digits(text, 8, 10));
        int hour = digits(text, 11, 13);
        int minute = digits(text, 14, 16);
        int second = digits(text, 17, SECONDS_END);
        require(hour <= 23 && minute <= 59 && second <= 60, text);
        int zoneAt = SECONDS_END;
        if (text.charAt(SECONDS_END) == '.') {
            zoneAt = fractionEnd(text);
        }
        int offsetSeconds = offsetSeconds(text, zoneAt);
        long epochSecond =
                date.toEpochDay() * 86_400
                        + hour * 3_600L
                        + minute * 60L
                        + Math.min(second, 59)
                        - offsetSeconds;
        Instant instant = inRange(Instant.ofEpochSecond(epochSecond, nanos(text, zoneAt)), text);
        require(second < 60 || Math.floorMod(epochSecond, 86_400) == 86_399, text);
        boolean asIs = separator == 'T' && second < 60 && text.charAt(zoneAt) == 'Z';
        return new Rfc3339(
                instant, asIs ? text : inUtc(instant) + text.substring(SECONDS_END, zoneAt) + 'Z');
    }

    private static int fractionEnd(String text) {
        int at = SECONDS_END + 1;
        while (isDigit(text.charAt(at))) {
            at++;
        }
        int count = at - SECONDS_END - 1;
        require(count > 0, text);
        if (count > MAX_FRACTION_DIGITS) {
            throw new Rejection(
                    RejectReason.BAD_TIMESTAMP,
                    "timestamp %s has %d digits of a second, the limit is %d"
                            .formatted(VisibleText.quoted(text), count, MAX_FRACTION_DIGITS));
        }
        return at;
    }

    private static int nanos(String text, int fractionEnd) {
        int nanos = 0;
        for (int i = 0; i < MAX_FRACTION_DIGITS; i++) {
            int at = SECONDS_END + 1 + i;
            nanos = nanos * 10 + (at < fractionEnd ? text.charAt(at) - '0' : 0);
        }
        return nanos;
    }

    private static int offsetSeconds(String text, int at) {
        char sign = text.charAt(at);
        if (sign == 'Z' || sign == 'z') {
            require(text.length() == at + 1, text);
            return 0;
        }
        require(
                (sign == '+' || sign == '-')
                        && text.length() == at + 6
                        && text.charAt(at + 3) == ':',
                text);
        int hours = digits(text, at + 1, at + 3);
        int minutes = digits(text, at + 4, at + 6);
        require(hours <= 23 && minutes <= 59, text);
        int seconds = hours * 3_600 + minutes * 60;
        return sign == '-' ? -seconds : seconds;
    }

    private static int digits(String text, int from, int to) {
        int number = 0;
        for (int at = from; at < to; at++) {
            require(isDigit(text.charAt(at)), text);
            number = number * 10 + (text.charAt(at) - '0');
        }
        return number;
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    private static String inUtc(Instant instant) {
        return TO_THE_SECOND.format(LocalDateTime.ofInstant(instant, ZoneOffset.UTC));
    }

    private static Instant inRange(Instant instant, String text) {
        if (instant.isBefore(FIRST) || !instant.isBefore(END)) {
            throw new Rejection(
                    RejectReason.BAD_TIMESTAMP,
                    "timestamp %s is outside the years 1970 to 9999"
                            .formatted(VisibleText.quoted(text)));
        }
        return instant;
    }

    private static void require(boolean holds, String text) {
        if (!holds) {
            throw malformed(text);
        }
    }

    private static Rejection malformed(String text) {
        return new Rejection(
                RejectReason.BAD_TIMESTAMP,
                "timestamp %s is not RFC 3339, such as 2024-01-15T10:30:00Z"
                        .formatted(VisibleText.quoted(text)));
    }
}
