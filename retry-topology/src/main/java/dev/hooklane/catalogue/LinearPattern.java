package dev.hooklane.catalogue;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import com.networknt.schema.regex.RegularExpression;
import dev.hooklane.event.VisibleText;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * A regular expression of a schema, matched in linear time and without recursion. Other matchers
 * may scan the text again and again, or recurse as deep as it is long, which is too dangerous for
 * events.
 */
final class LinearPattern implements RegularExpression {
    /** In states of the automaton; each may be visited for each character of the text. */
    private static final int SIZE_MAX = 2_000;

    private final Pattern pattern;

    private LinearPattern(Pattern pattern) {
        this.pattern = pattern;
    }

    /**
     * Reads an expression.
     *
     * @throws IllegalArgumentException with a message of one line, if it is not a regular
     *     expression or can't be matched in linear time
     */
    static LinearPattern read(String regex) {
        long size = roughSize(regex);
        if (size > SIZE_MAX) {
            throw new IllegalArgumentException(
                    "pattern %s has about %d states with its repetitions, the limit is %d"
                            .formatted(VisibleText.excerpt(regex), size, SIZE_MAX));
        }
        try {
            return new LinearPattern(Pattern.compile(regex));
        } catch (PatternSyntaxException e) {
            throw new IllegalArgumentException(
                    "pattern %s can't be matched in linear time: %s"
                            .formatted(VisibleText.excerpt(regex), e.getDescription()),
                    e);
        }
    }

    @Override
    public boolean matches(String text) {
        return pattern.matcher(text).find();
    }

    /**
     * Estimates the size before compiling, because compiling takes time and memory in proportion to
     * it.
     */
    private static long roughSize(String regex) {
        Deque<Long> outer = new ArrayDeque<>();
        long size = 0;
        long last = 0;
        for (int i = 0; i < regex.length(); i++) {
            switch (regex.charAt(i)) {
                case '(' -> {
                    outer.push(size);
                    size = 0;
                }
                case ')' -> {
                    last = size;
                    size += outer.isEmpty() ? 0 : outer.pop();
                }
                case '{' -> {
                    long times = times(regex, i);
                    long more = last * (times - 1);
                    size = Math.min(size + more, Integer.MAX_VALUE);
                    last = Math.min(last + more, Integer.MAX_VALUE);
                    i = times > 1 ? regex.indexOf('}', i) : i;
                }
                case '[' -> {
                    i = endOfClass(regex, i);
                    last = 1;
                    size++;
                }
                case '\\' -> {
                    i++;
                    last = 1;
                    size++;
                }
                default -> {
                    last = 1;
                    size++;
                }
            }
        }
        return size;
    }

    /** Returns the larger number of {@code {2}} or {@code {2,5}}; 1 if the brace is a literal. */
    private static long times(String regex, int brace) {
        int end = regex.indexOf('}', brace);
        String inner = end < 0 ? "" : regex.substring(brace + 1, end);
        if (!inner.matches("[0-9]{1,6}(,[0-9]{0,6})?")) {
            return 1;
        }
        int comma = inner.indexOf(',');
        // The first number counts in {2,}, the second in {2,5}.
        String number =
                comma < 0 || comma == inner.length() - 1
                        ? inner.replace(",", "")
                        : inner.substring(comma + 1);
        return Math.max(1, Long.parseLong(number));
    }

    private static int endOfClass(String regex, int start) {
        int i = regex.startsWith("[^", start) ? start + 2 : start + 1;
        // A bracket that comes first is a literal.
        for (int first = i; i < regex.length(); i++) {
            if (regex.charAt(i) == '\\') {
                i++;
            } else if (regex.charAt(i) == ']' && i > first) {
                return i;
            }
        }
        return regex.length();
    }
}
