package dev.hooklane.edge;

import java.util.Locale;

/**
 * The kinds of callers, in the order in which they are served when there is not enough for all. A
 * class is refused as soon as its share of a limit is in use by whomever, so that the last in this
 * order are shed first.
 */
public enum CallerClass {
    /** Asks for health or metrics. */
    PROBE(100),
    OPERATOR(100),
    PUBLISHER(90),
    /** An account's own key, portal link or session. */
    ACCOUNT(75),
    /** Has no valid key. */
    STRANGER(50);

    private final int percent;

    CallerClass(int percent) {
        this.percent = percent;
    }

    /** Returns how much of a limit may be in use for a caller of this class to get more. */
    long share(long limit) {
        return Math.max(1, limit * percent / 100);
    }

    /** Returns the name in metrics. */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
