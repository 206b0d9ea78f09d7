package dev.hooklane.api;

import dev.hooklane.endpoint.EventSelection;
import dev.hooklane.event.EventType;
import dev.hooklane.event.EventTypes;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.Set;

/** The names of the catalogue, and which of them somebody may have meant. */
final class TypeNames {
    private TypeNames() {}

    /** What an endpoint may ask for: all, groups and types. */
    static Set<String> selectable(EventTypes types) {
        Set<String> names = new LinkedHashSet<>();
        names.add(EventSelection.ALL);
        types.all().stream()
                .filter(types::subscribable)
                .map(type -> type.group() + ".*")
                .forEach(names::add);
        types.all().stream().filter(types::subscribable).map(EventType::value).forEach(names::add);
        return names;
    }

    /** What may be published. */
    static Set<String> publishable(EventTypes types) {
        Set<String> names = new LinkedHashSet<>();
        types.all().stream().filter(types::subscribable).map(EventType::value).forEach(names::add);
        return names;
    }

    /** The nearest name, and all there are. */
    static String hint(String meant, Collection<String> names) {
        String nearest =
                names.stream()
                        .min(Comparator.comparingInt(name -> distance(meant, name)))
                        .orElse("");
        return "did you mean '%s'? There are %s".formatted(nearest, String.join(", ", names));
    }

    /** Levenshtein's: how many characters to add, drop or change. */
    private static int distance(String from, String to) {
        int[] row = new int[to.length() + 1];
        for (int j = 0; j <= to.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= from.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= to.length(); j++) {
                int change = diagonal + (from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(change, Math.min(row[j], row[j - 1]) + 1);
            }
        }
        return row[to.length()];
    }
}
