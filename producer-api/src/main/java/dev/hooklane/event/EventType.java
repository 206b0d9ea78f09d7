package dev.hooklane.event;

/**
 * The kind of an event, such as {@code conversation.created}, {@code user.signed-up}, {@code
 * OrderPaid} or {@code com.acme.Order.Created}.
 *
 * @param value words of {@code [A-Za-z0-9_-]}, joined by dots; none begins with a hyphen; at most
 *     100 characters
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
                    "event type %s (%d characters) is not words of [A-Za-z0-9_-] joined by dots, at most %d characters"
                            .formatted(VisibleText.quoted(value), value.length(), MAX_CHARS));
        }
    }

    /** Reports whether {@code value} is a valid event type, which the constructor accepts. */
    public static boolean isValid(String value) {
        if (value.length() > MAX_CHARS) {
            return false;
        }
        boolean wordOpen = false;
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            boolean inWord = beginsWord(c) || (c == '-' && wordOpen);
            boolean endsWord = c == '.' && wordOpen;
            if (!inWord && !endsWord) {
                return false;
            }
            wordOpen = inWord;
        }
        return wordOpen;
    }

    private static boolean beginsWord(char c) {
        return (c >= 'a' && c <= 'z')
                || (c >= 'A' && c <= 'Z')
                || (c >= '0' && c <= '9')
                || c == '_';
    }

    /**
     * Returns the text before the first dot: {@code conversation} of {@code conversation.created}.
     * A type without a dot is a group of its own: its whole name is returned.
     */
    public String group() {
        int dot = value.indexOf('.');
        return dot < 0 ? value : value.substring(0, dot);
    }

    /** Reports whether the type belongs to a group that may have other types. */
    public boolean isGrouped() {
        return value.indexOf('.') >= 0;
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
