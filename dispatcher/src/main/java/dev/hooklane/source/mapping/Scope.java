package dev.hooklane.source.mapping;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/** The variables that an expression may use, and how many there are within each other at most. */
final class Scope {
    private final List<String> names = new ArrayList<>();
    private int most;

    /** Begins a variable, and returns its slot. */
    int begin(String name) {
        names.add(name);
        most = Math.max(most, names.size());
        return names.size() - 1;
    }

    void end() {
        names.removeLast();
    }

    OptionalInt slot(String name) {
        int slot = names.lastIndexOf(name);
        return slot < 0 ? OptionalInt.empty() : OptionalInt.of(slot);
    }

    List<String> names() {
        return List.copyOf(names);
    }

    int most() {
        return most;
    }
}
