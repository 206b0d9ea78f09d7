package dev.hooklane.source.run;

/** A partition can't be read from an offset on. */
public final class RewindRefusedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final Field field;

    /** What is wrong. */
    public enum Field {
        TOPIC,
        PARTITION,
        OFFSET
    }

    /**
     * @param message one line with the value and what is allowed
     */
    RewindRefusedException(Field field, String message) {
        super(message);
        this.field = field;
    }

    /** Returns what is wrong. */
    public Field field() {
        return field;
    }
}
