package dev.hooklane.source.mapping;

import java.util.Set;

/**
 * A part of a mapping that was checked when it was read, and gives a value for each record.
 * Immutable; its depth is bounded by that of the mapping, never by the record's.
 */
interface Expression {
    /** Returns the kinds of values that it may give; none if it never gives one. */
    default Set<Kind> kinds() {
        return Kind.ANY;
    }

    /** Computes the value; called by {@link #in} alone. */
    Value compute(Evaluation evaluation);

    /**
     * Returns the value for the record of the evaluation.
     *
     * @throws Refusal if there is no value where one is needed, it is of another kind, or the
     *     evaluation exceeds a limit
     */
    default Value in(Evaluation evaluation) {
        evaluation.step();
        return compute(evaluation);
    }
}
