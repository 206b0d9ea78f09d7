package dev.hooklane.source.registry;

/** What a registry says about the id of a schema. */
public sealed interface SchemaAnswer {
    /** The schema is this. */
    record Found(RegisteredSchema schema) implements SchemaAnswer {}

    /** There is no such schema, or one that it needs is gone; why, in one line. */
    record Missing(String reason) implements SchemaAnswer {}

    /** The registry does not say, but may later; why, in one line. */
    record Unavailable(String reason) implements SchemaAnswer {}
}
