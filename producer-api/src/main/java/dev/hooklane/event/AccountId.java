package dev.hooklane.event;

/**
 * The id of an account, the customer whose endpoints receive an event.
 *
 * @param value 1 to 128 characters of {@code [A-Za-z0-9_-]}
 */
public record AccountId(String value) implements Comparable<AccountId> {
    /** The longest id, in characters. */
    public static final int MAX_CHARS = 128;

    /**
     * @throws IllegalArgumentException if {@code value} is not a valid account id
     */
    public AccountId {
        if (!isValid(value)) {
            throw new IllegalArgumentException(
                    "account id %s (%d characters) is not 1 to %d characters of [A-Za-z0-9_-]"
                            .formatted(VisibleText.quoted(value), value.length(), MAX_CHARS));
        }
    }

    /** Reports whether {@code value} is a valid account id, which the constructor accepts. */
    public static boolean isValid(String value) {
        return Ascii.isWord(value, MAX_CHARS, "_-");
    }

    @Override
    public int compareTo(AccountId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
