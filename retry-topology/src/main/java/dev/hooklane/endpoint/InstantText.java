package dev.hooklane.endpoint;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;

/**
 * Reads instants as {@link Instant#toString} writes them, in a tenth of the time that a formatter
 * takes. Any other form is left to {@link Instant#parse}.
 */
final class InstantText {
    private static final String FORM = "0000-00-00T00:00:00";
    private static final int NANO_DIGITS = 9;

    private InstantText() {}

    /**
     * @throws java.time.DateTimeException if it is no instant
     */
    static Instant read(String text) {
        int nanos = isPlain(text) ? nanos(text) : -1;
        if (nanos < 0) {
            return Instant.parse(text);
        }
        return LocalDateTime.of(
                        number(text, 0, 4),
                        number(text, 5, 7),
                        number(text, 8, 10),
                        number(text, 11, 13),
                        number(text, 14, 16),
                        number(text, 17, 19),
                        nanos)
                .toInstant(ZoneOffset.UTC);
    }

    /** Reports whether it begins with date and time, and neither is one of the rare ones. */
    private static boolean isPlain(String text) {
        if (text.length() <= FORM.length() || text.charAt(text.length() - 1) != 'Z') {
            return false;
        }
        for (int i = 0; i < FORM.length(); i++) {
            char wanted = FORM.charAt(i);
            if (wanted == '0' ? !isDigit(text.charAt(i)) : text.charAt(i) != wanted) {
                return false;
            }
        }
        // The end of a day may be written as 24:00, and a leap second as 60.
        return number(text, 11, 13) < 24 && number(text, 17, 19) < 60;
    }

    /** Returns the fraction of the second, or -1 if there is something else before the Z. */
    private static int nanos(String text) {
        int from = FORM.length() + 1;
        int to = text.length() - 1;
        if (to < from) {
            return 0;
        }
        if (text.charAt(from - 1) != '.' || to == from || to - from > NANO_DIGITS) {
            return -1;
        }
        int nanos = 0;
        for (int i = 0; i < NANO_DIGITS; i++) {
            int digit = 0;
            if (from + i < to) {
                if (!isDigit(text.charAt(from + i))) {
                    return -1;
                }
                digit = text.charAt(from + i) - '0';
            }
            nanos = 10 * nanos + digit;
        }
        return nanos;
    }

    private static int number(String text, int from, int to) {
        int number = 0;
        for (int i = from; i < to; i++) {
            number = 10 * number + text.charAt(i) - '0';
        }
        return number;
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }
}
