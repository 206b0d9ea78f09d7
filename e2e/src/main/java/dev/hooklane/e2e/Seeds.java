package dev.hooklane.e2e;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.TypeConversionException;

/** A range of seeds, both ends included. */
record Seeds(long from, long to) {
    private static final Pattern FORM = Pattern.compile("([0-9]{1,9})-([0-9]{1,9})");

    /** Parses a range such as {@code 1-50}. */
    static Seeds parse(String text) {
        Matcher parts = FORM.matcher(text);
        if (!parts.matches()) {
            throw new TypeConversionException("'%s' is not a range such as 1-50".formatted(text));
        }
        Seeds seeds = new Seeds(Long.parseLong(parts.group(1)), Long.parseLong(parts.group(2)));
        if (seeds.from > seeds.to) {
            throw new TypeConversionException("'%s' ends before it begins".formatted(text));
        }
        return seeds;
    }
}
