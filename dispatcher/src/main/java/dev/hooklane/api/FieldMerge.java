package dev.hooklane.api;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.hooklane.owner.Managed;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;

/**
 * Decides which fields of an object a manifest changes. A field that its owner applied may be
 * changed as long as nobody else has changed it since; one that another owner applied, or that
 * somebody set by hand, is a conflict.
 *
 * @param owner whose manifest it is
 * @param managed what is known of earlier manifests
 * @param live the values that the object has
 * @param defaults the values that nobody chose; without the fields that somebody has to choose
 */
record FieldMerge(String owner, Managed managed, JsonNode live, JsonNode defaults) {
    private static final int PRINT_CHARACTERS = 16;

    /**
     * A field that would get another value.
     *
     * @param conflict why it would overwrite what somebody else wants; empty if it does not
     */
    record Difference(String field, JsonNode from, JsonNode to, Optional<String> conflict) {}

    /** Returns the fields that this owner applied, no longer asks for, and nobody has changed. */
    Set<String> dropped(Set<String> wanted) {
        Set<String> dropped = new TreeSet<>();
        managed.fields()
                .forEach((field, mark) -> {
                    boolean drops = mark.owner().equals(owner) && !wanted.contains(field);
                    if (drops && isAsApplied(field, mark) && defaults.has(field)) {
                        dropped.add(field);
                    }
                });
        return dropped;
    }

    /**
     * Returns what changes.
     *
     * @param after the values that the object would have
     */
    List<Difference> differences(JsonNode after) {
        List<Difference> differences = new ArrayList<>();
        Set<String> fields = new TreeSet<>(live.propertyNames());
        fields.addAll(after.propertyNames());
        for (String field : fields) {
            JsonNode from = live.path(field);
            JsonNode to = after.path(field);
            if (!from.equals(to)) {
                differences.add(new Difference(field, from, to, conflict(field)));
            }
        }
        return differences;
    }

    /** Reports whether any of them overwrites what somebody else wants. */
    static boolean conflicts(List<Difference> differences) {
        return differences.stream().anyMatch(each -> each.conflict().isPresent());
    }

    private Optional<String> conflict(String field) {
        Managed.Mark mark = managed.fields().get(field);
        if (mark == null) {
            return live.path(field).equals(defaults.path(field))
                    ? Optional.empty()
                    : Optional.of("it was set by hand");
        }
        if (!mark.owner().equals(owner)) {
            return Optional.of("it is " + mark.owner() + "'s");
        }
        return isAsApplied(field, mark)
                ? Optional.empty()
                : Optional.of("it was changed by hand since it was applied");
    }

    private boolean isAsApplied(String field, Managed.Mark mark) {
        return mark.print().equals(print(live.path(field)));
    }

    /** Returns what tells a value from another. */
    static String print(JsonNode value) {
        return Hashes.sha256(value.toString().getBytes(UTF_8)).substring(0, PRINT_CHARACTERS);
    }

    /**
     * Reports whether the object has what its owner's manifest asks for, as it was applied, so that
     * nothing is left to check or to do.
     *
     * @param name by which manifests know the object
     * @param wanted the fields that the manifest has, and their values
     */
    boolean isSettled(String name, JsonNode wanted) {
        Set<String> names = new TreeSet<>(wanted.propertyNames());
        return wanted.properties().stream()
                        .allMatch(field -> field.getValue().equals(live.path(field.getKey())))
                && dropped(names).isEmpty()
                && after(name, names, live).equals(managed);
    }

    /** Returns what becomes of the object if there is no conflict. */
    Applied.Outcome outcome(List<Difference> differences, Managed after) {
        return !differences.isEmpty()
                ? Applied.Outcome.CHANGED
                : after.equals(managed) ? Applied.Outcome.UNCHANGED : Applied.Outcome.ADOPTED;
    }

    /** Reports whether the owner may remove the object: not if others describe it too. */
    boolean mayRemove(boolean force) {
        return managed.isOfAlone(owner) || (force && managed.isOf(owner));
    }

    /**
     * Returns what is known of manifests afterwards.
     *
     * @param name by which they know the object
     * @param wanted the fields that the manifest has
     */
    Managed after(String name, Set<String> wanted, JsonNode after) {
        Map<String, Managed.Mark> marks = new TreeMap<>(managed.fields());
        marks.entrySet()
                .removeIf(entry ->
                        entry.getValue().owner().equals(owner) && !wanted.contains(entry.getKey()));
        for (String field : wanted) {
            Managed.Mark held = marks.get(field);
            boolean isOthers = held != null && !held.owner().equals(owner);
            if (!isOthers || !live.path(field).equals(after.path(field))) {
                marks.put(field, new Managed.Mark(owner, print(after.path(field))));
            }
        }
        return new Managed(name.isEmpty() ? managed.name() : name, marks);
    }
}
