package dev.hooklane.source.mapping;

import java.util.List;
import java.util.Set;

/** What a function is called with. */
record Arguments(Token function, List<Argument> all) {
    static final int SEPARATOR_MAX = 100;

    Arguments {
        all = List.copyOf(all);
    }

    /** Checks how many there are. */
    Arguments count(int least, int most) {
        if (all.size() < least || all.size() > most) {
            throw new Mistake(
                    function.from(),
                    "%s() takes %s, not %d"
                            .formatted(
                                    function.text(),
                                    least == most
                                            ? (least == 1 ? "1 argument" : least + " arguments")
                                            : (least + 1 == most ? "%d or %d" : "%d to %d")
                                                            .formatted(least, most)
                                                    + " arguments",
                                    all.size()));
        }
        return this;
    }

    boolean has(int index) {
        return index < all.size();
    }

    int at(int index) {
        return all.get(index).at();
    }

    Expression expression(int index) {
        return all.get(index).expression();
    }

    Operand operand(int index, Set<Kind> kinds) {
        return all.get(index).operand(kinds);
    }

    /** Returns a text that is the same for every record. */
    String constant(int index) {
        if (expression(index) instanceof Literal literal && literal.node().isString()) {
            return literal.node().stringValue();
        }
        throw new Mistake(at(index), "a text in quotes is expected, the same for every record");
    }

    /** Returns a constant that is searched for: neither empty, nor so long that it takes time. */
    String separator(int index) {
        String separator = constant(index);
        if (separator.isEmpty() || separator.length() > SEPARATOR_MAX) {
            throw new Mistake(
                    at(index),
                    "the separator has %,d characters; 1 to %d are allowed"
                            .formatted(separator.length(), SEPARATOR_MAX));
        }
        return separator;
    }
}
