package dev.hooklane.source.registry;

import java.util.List;

/**
 * A schema as it is registered.
 *
 * @param text the schema itself
 * @param references the schemas that it needs, directly or not; each comes after those that it
 *     needs itself
 */
public record RegisteredSchema(int id, SchemaType type, String text, List<Reference> references) {
    /**
     * A schema that another one needs.
     *
     * @param name by which it is referred to: that of a type in Avro, of a file in Protobuf
     */
    public record Reference(String name, String text) {}

    public RegisteredSchema {
        references = List.copyOf(references);
    }

    /** Returns how long all texts are together. */
    public long chars() {
        return text.length() + references.stream().mapToLong(each -> each.text().length()).sum();
    }
}
