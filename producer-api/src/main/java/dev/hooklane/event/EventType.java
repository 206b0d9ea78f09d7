package dev.hooklane.event;

/**
 * The kind of an event, such as {@code conversation.created}.
 *
 * @param value at least two lower-case words of {@code [a-z0-9_]}, joined by dots; at most 100
 *     characters
 */
public record EventType(String value) implements Comparable<EventType> {
    /** The longest type, in characters. */
    public static final int MAX_CHARS = 100;

    /**
     * @throws IllegalArgumentException if {@code value} is not a valid event type
     */
    public EventType {
        if (!isValid(value)) {
            throw new IllegalArgumentException(
                    "event type %s (%d characters) is not lower-case words of [a-z0-9_] joined by dots, at most %d characters"
                            .formatted(VisibleText.quoted(value), value.length(), MAX_CHARS));
        }
    }

    /** Reports whether {@code value} is a valid event type, which the constructor accepts. */
    public static boolean isValid(String value) {
        if (value.length() > MAX_CHARS || value.indexOf('.') < 0) {
            return false;
        }
        boolean wordOpen = false;
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            boolean inWord = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_';
            boolean endsWord = c == '.' && wordOpen;
            if (!inWord && !endsWord) {
                return false;
            }
            wordOpen = inWord;
        }
        return wordOpen;
    }

    /**
     * Returns the text before the first dot: {@code conversation} of {@code conversation.created}.
     */
    public String group() {
        return value.substring(0, value.indexOf('.'));
    }

    @Override
    public int compareTo(EventType other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
