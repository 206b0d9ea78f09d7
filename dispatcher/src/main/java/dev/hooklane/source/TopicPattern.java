package dev.hooklane.source;

import java.util.regex.Pattern;

/**
 * A pattern of topics' names, in which {@code *} stands for any characters, or none.
 *
 * <p>It is no regular expression: a match takes at most as many steps as the two texts have
 * characters, multiplied, whatever they are.
 *
 * @param text as it was written, such as {@code shop.orders.*}
 */
public record TopicPattern(String text) {
    private static final char ANY = '*';

    /** How the names of Kafka's own topics begin, and those of its tools. */
    private static final String INTERNAL = "__";

    /** What Kafka allows as the name of a topic. */
    private static final Pattern NAME = Pattern.compile("(?!\\.{1,2}$)[A-Za-z0-9._-]{1,249}");

    private static final Pattern PATTERN = Pattern.compile("[A-Za-z0-9._*-]{1,249}");

    /** Reports whether this is the name of a topic, and no pattern. */
    public static boolean isName(String text) {
        return NAME.matcher(text).matches();
    }

    /** Reports whether this is a pattern, and no name. */
    public static boolean isPattern(String text) {
        return text.indexOf(ANY) >= 0 && PATTERN.matcher(text).matches();
    }

    /** Reports whether it matches the whole name. It never matches that of an internal topic. */
    public boolean matches(String topic) {
        return !topic.startsWith(INTERNAL) && matchesWhole(topic);
    }

    /** The last {@code *} takes as few characters as it can, and one more whenever that fails. */
    private boolean matchesWhole(String topic) {
        int at = 0;
        int inPattern = 0;
        int lastAny = -1;
        int takenUntil = 0;
        while (at < topic.length()) {
            if (inPattern < text.length() && text.charAt(inPattern) == ANY) {
                lastAny = inPattern++;
                takenUntil = at;
            } else if (inPattern < text.length() && text.charAt(inPattern) == topic.charAt(at)) {
                inPattern++;
                at++;
            } else if (lastAny >= 0) {
                inPattern = lastAny + 1;
                at = ++takenUntil;
            } else {
                return false;
            }
        }
        while (inPattern < text.length() && text.charAt(inPattern) == ANY) {
            inPattern++;
        }
        return inPattern == text.length();
    }

    @Override
    public String toString() {
        return text;
    }
}
