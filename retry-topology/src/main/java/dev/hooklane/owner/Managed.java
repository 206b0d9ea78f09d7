package dev.hooklane.owner;

import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Which fields of an object are described by manifests, by whose, and what they were when they were
 * applied last. A field that has another value since was changed by somebody else.
 *
 * @param name by which manifests know an endpoint within its account; empty for other objects, and
 *     where they know its id
 */
public record Managed(String name, Map<String, Mark> fields) {
    /** No manifest describes the object. */
    public static final Managed NONE = new Managed("", Map.of());

    private static final String MANAGED = "managed";
    private static final Pattern NAME_FORM = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,63}");

    /**
     * Who applied a field.
     *
     * @param print of its value, from which the value can't be told in short texts alone, so it is
     *     kept sealed where the value is
     */
    public record Mark(String owner, String print) {}

    public Managed {
        fields = Map.copyOf(fields);
    }

    /**
     * Checks the name of an owner or an object.
     *
     * @param what it names, for the message
     * @throws IllegalArgumentException if it has another form
     */
    public static String checked(String what, String name) {
        if (!NAME_FORM.matcher(name).matches()) {
            throw new IllegalArgumentException(
                    "%s has %d characters, or others than 1 to 64 of [A-Za-z0-9._-]"
                            .formatted(what, name.length()));
        }
        return name;
    }

    /** Reports whether a manifest of the owner describes any field. */
    public boolean isOf(String owner) {
        return fields.values().stream().anyMatch(mark -> mark.owner().equals(owner));
    }

    /** Reports whether nobody but the owner describes a field. */
    public boolean isOfAlone(String owner) {
        return isOf(owner) && fields.values().stream().allMatch(mark -> mark.owner().equals(owner));
    }

    /** Adds it to the object's record; nothing if no manifest describes the object. */
    public void write(ObjectNode record) {
        if (equals(NONE)) {
            return;
        }
        ObjectNode json = record.putObject(MANAGED);
        json.put("name", name);
        ObjectNode marks = json.putObject("fields");
        new TreeMap<>(fields)
                .forEach((field, mark) -> marks.put(field, mark.owner() + " " + mark.print()));
    }

    /** Reads it from an object's record. */
    public static Managed read(JsonNode record) {
        JsonNode json = record.path(MANAGED);
        Map<String, Mark> fields = new TreeMap<>();
        json.path("fields")
                .properties()
                .forEach(entry -> {
                    String text = entry.getValue().asString("");
                    int space = text.indexOf(' ');
                    if (space > 0) {
                        fields.put(
                                entry.getKey(),
                                new Mark(text.substring(0, space), text.substring(space + 1)));
                    }
                });
        String name = json.path("name").asString("");
        return name.isEmpty() && fields.isEmpty() ? NONE : new Managed(name, fields);
    }
}
