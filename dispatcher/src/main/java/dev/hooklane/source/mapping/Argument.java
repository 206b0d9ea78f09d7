package dev.hooklane.source.mapping;

import java.util.Collections;
import java.util.Set;

/**
 * An expression in the place where it was written.
 *
 * @param text the expression as it was written
 * @param at where it begins, in chars
 */
record Argument(Expression expression, String text, int at) {
    /**
     * Returns it as an operand.
     *
     * @throws Mistake if it never gives one of these kinds
     */
    Operand operand(Set<Kind> kinds) {
        Set<Kind> given = expression.kinds();
        if (Collections.disjoint(given, kinds)) {
            throw new Mistake(
                    at,
                    "this is %s; %s is expected".formatted(Kind.words(given), Kind.words(kinds)));
        }
        return new Operand(expression, text);
    }
}
