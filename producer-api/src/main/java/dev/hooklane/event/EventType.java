package dev.hooklane.event;

/**
 * The kind of an event, such as {@code conversation.created}.
 *
 * @param value lower-case words of {@code [a-z0-9_]} with dots between them, at least two, at most
 *     100 characters
 */
public record EventType(String value) implements Comparable<EventType> {
    /** The longest type, in characters. */
    public static final int MAX_CHARS = 100;

    public EventType {
        if (!isValid(value)) {
            throw new IllegalArgumentException(
                    "event type %s (%d characters) is not lower-case words of [a-z0-9_] joined by dots, at most %d characters"
                            .formatted(Ascii.quoted(value), value.length(), MAX_CHARS));
        }
    }

    /** Whether the constructor would accept this text. */
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

    /** The text before the first dot: {@code conversation} of {@code conversation.created}. */
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
