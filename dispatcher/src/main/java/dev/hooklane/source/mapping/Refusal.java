package dev.hooklane.source.mapping;

import dev.hooklane.event.VisibleText;

/** Ends the evaluation for a record that the mapping can't take; its message is the reason. */
final class Refusal extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private static final int REASON_MAX_CHARS = 500;

    private final boolean isLimit;

    Refusal(String reason) {
        this(reason, false);
    }

    private Refusal(String reason, boolean isLimit) {
        // Each record that is refused makes one, so it has no stack trace.
        super(cut(reason), null, false, false);
        this.isLimit = isLimit;
    }

    /** Returns one for a limit of the whole record, at whatever part of it that was reached. */
    static Refusal limit(String reason) {
        return new Refusal(reason, true);
    }

    boolean isLimit() {
        return isLimit;
    }

    private static String cut(String reason) {
        String line = VisibleText.line(reason);
        return line.length() <= REASON_MAX_CHARS ? line : line.substring(0, REASON_MAX_CHARS) + "…";
    }

    String reason() {
        return String.valueOf(getMessage());
    }
}
