package dev.hooklane.command.doctor;

import java.util.Locale;
import java.util.Optional;

/**
 * What a check has found.
 *
 * @param check its subject: {@code topics}
 * @param text one line
 * @param mend what to do about it, one line; empty if there is nothing to do
 */
public record Finding(State state, String check, String text, Optional<String> mend) {
    /** How bad it is. */
    public enum State {
        OK,
        /** It works, but not as it should, or could not be checked. */
        WARN,
        /** An instance would not start, or would not deliver. */
        FAIL;

        /** Returns how it is printed. */
        public String label() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    static Finding ok(String check, String text) {
        return new Finding(State.OK, check, text, Optional.empty());
    }

    static Finding warn(String check, String text, String mend) {
        return new Finding(State.WARN, check, text, Optional.of(mend));
    }

    static Finding fail(String check, String text, String mend) {
        return new Finding(State.FAIL, check, text, Optional.of(mend));
    }
}
