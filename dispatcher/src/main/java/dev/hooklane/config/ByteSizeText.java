package dev.hooklane.config;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads byte counts as people write them in settings: {@code 4096}, {@code 64KiB}, {@code 256MiB}.
 */
final class ByteSizeText {
    private static final Pattern FORM = Pattern.compile("(\\d{1,12})(KiB|MiB|GiB|)");

    private ByteSizeText() {}

    static long parse(String text) {
        Matcher matcher = FORM.matcher(text);
        if (!matcher.matches()) {
            throw new IllegalArgumentException("not a byte count such as 4096, 64KiB or 256MiB");
        }
        int shift =
                switch (matcher.group(2)) {
                    case "KiB" -> 10;
                    case "MiB" -> 20;
                    case "GiB" -> 30;
                    default -> 0;
                };
        return Long.parseLong(matcher.group(1)) << shift;
    }
}
