package dev.hooklane.api;

import dev.hooklane.catalogue.Catalogue;
import dev.hooklane.catalogue.CatalogueType;
import dev.hooklane.endpoint.EventSelection;
import dev.hooklane.event.EventType;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The names in the catalogue, and suggestions for a misspelled one. */
final class TypeNames {
    private TypeNames() {}

    /** Returns the names that an endpoint may select: all, groups and types. */
    static Set<String> selectable(Catalogue catalogue) {
        Set<String> names = new LinkedHashSet<>();
        names.add(EventSelection.ALL);
        usable(catalogue)
                .filter(EventType::isGrouped)
                .map(type -> type.group() + ".*")
                .forEach(names::add);
        usable(catalogue).map(EventType::value).forEach(names::add);
        return names;
    }

    /** Reports whether an endpoint may select the name. */
    static boolean isSelectable(String name, Catalogue catalogue) {
        return name.equals(EventSelection.ALL)
                || catalogue
                        .find(name)
                        .flatMap(catalogue::find)
                        .filter(catalogue::isSelectable)
                        .isPresent()
                || usable(catalogue)
                        .filter(EventType::isGrouped)
                        .anyMatch(type -> name.equals(type.group() + ".*"));
    }

    /** Returns the types that may be published. */
    static Set<String> publishable(Catalogue catalogue) {
        return usable(catalogue)
                .map(EventType::value)
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    private static Stream<EventType> usable(Catalogue catalogue) {
        return catalogue.all().stream().filter(catalogue::isSelectable).map(CatalogueType::type);
    }

    /** Returns the nearest name, and all names there are. */
    static String hint(String meant, Collection<String> names) {
        String nearest =
                names.stream()
                        .min(Comparator.comparingInt(name -> distance(meant, name)))
                        .orElse("");
        return "did you mean '%s'? There are %s".formatted(nearest, String.join(", ", names));
    }

    /** Returns the Levenshtein distance: how many characters to add, drop or change. */
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
