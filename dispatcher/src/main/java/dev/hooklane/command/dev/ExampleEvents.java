package dev.hooklane.command.dev;

import dev.hooklane.catalogue.CatalogueType;
import dev.hooklane.catalogue.FixedTypes;
import dev.hooklane.event.Event;
import dev.hooklane.event.EventTypes;
import java.util.List;
import java.util.function.Supplier;

/** The examples of a catalogue, type after type. For use by one thread. */
final class ExampleEvents implements Supplier<Event> {
    private final List<CatalogueType> types;
    private int next;

    ExampleEvents(FixedTypes catalogue) {
        List<CatalogueType> all = catalogue.all();
        List<CatalogueType> platforms =
                all.stream().filter(each -> !EventTypes.isOwnGroup(each.type().group())).toList();
        // Only a catalogue that is still empty leaves Hooklane's own.
        types = platforms.isEmpty() ? all : platforms;
    }

    @Override
    public Event get() {
        return types.get(next++ % types.size()).exampleEvent();
    }
}
