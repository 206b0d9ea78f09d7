package dev.hooklane.console.event;

import java.util.List;

/** The event types that a field suggests. */
public record TypeOptions(List<String> names) {
    public TypeOptions {
        names = List.copyOf(names);
    }
}
