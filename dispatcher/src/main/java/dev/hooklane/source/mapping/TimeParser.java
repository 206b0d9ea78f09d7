package dev.hooklane.source.mapping;

import dev.hooklane.event.VisibleText;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.Set;

/** Reads calls of the functions of time, whose patterns and zones are the same for every record. */
final class TimeParser {
    /**
     * Years to parts of seconds, and zones. Of the others, some depend on a locale's weeks, and
     * padding makes Java's own reader of patterns fail.
     */
    static final String LETTERS = "GuyQqMLdDEaHhKkmsSVOXxZ";

    private static final int PATTERN_MAX = 100;

    private TimeParser() {}

    static Expression time(Arguments given) {
        given.count(1, 3);
        TimeCall.Form form = given.has(1) ? form(given) : new TimeCall.Rfc3339();
        return new TimeCall.Read(given.operand(0, form.takes()), form);
    }

    private static TimeCall.Form form(Arguments given) {
        String written = given.constant(1);
        Optional<TimeCall.Unit> unit = TimeCall.Unit.of(written);
        if (unit.isPresent()) {
            given.count(2, 2);
            return unit.get();
        }
        return new TimeCall.Pattern(written, formatter(given), zone(given));
    }

    static Expression format(Arguments given) {
        given.count(2, 3);
        return new TimeCall.Write(
                given.operand(0, Set.of(Kind.TEXT)), formatter(given), zone(given));
    }

    private static DateTimeFormatter formatter(Arguments given) {
        String pattern = given.constant(1);
        if (pattern.isEmpty() || pattern.length() > PATTERN_MAX) {
            throw new Mistake(
                    given.at(1),
                    "the pattern has %d characters; 1 to %d are allowed"
                            .formatted(pattern.length(), PATTERN_MAX));
        }
        checkLetters(pattern, given.at(1));
        try {
            return TimeCall.Pattern.formatter(pattern);
        } catch (IllegalArgumentException e) {
            throw new Mistake(
                    given.at(1),
                    "%s is not a pattern, such as 'yyyy-MM-dd HH:mm:ss'"
                            .formatted(VisibleText.quoted(pattern)));
        }
    }

    private static void checkLetters(String pattern, int at) {
        boolean isQuoted = false;
        for (int i = 0; i < pattern.length(); i++) {
            char c = pattern.charAt(i);
            isQuoted = (c == '\'') != isQuoted;
            boolean isLetter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
            if (isLetter && !isQuoted && LETTERS.indexOf(c) < 0) {
                throw new Mistake(
                        at,
                        "%s has the letter %c, which is not one of %s; a pattern is such as 'yyyy-MM-dd HH:mm:ss', and units are days, seconds, millis, micros, nanos"
                                .formatted(VisibleText.quoted(pattern), c, LETTERS));
            }
        }
    }

    private static ZoneId zone(Arguments given) {
        if (!given.has(2)) {
            return ZoneOffset.UTC;
        }
        String zone = given.constant(2);
        try {
            return ZoneId.of(zone);
        } catch (DateTimeException e) {
            throw new Mistake(
                    given.at(2),
                    "%s is not a time zone, such as 'Europe/Berlin' or '+01:00'"
                            .formatted(VisibleText.quoted(zone)));
        }
    }
}
