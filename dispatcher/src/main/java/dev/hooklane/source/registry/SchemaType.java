package dev.hooklane.source.registry;

import java.util.Arrays;
import java.util.Optional;

/** What kind of schema a registry has. */
public enum SchemaType {
    AVRO,
    PROTOBUF,
    JSON;

    /** A registry names no type for the one that it had before it knew others. */
    static Optional<SchemaType> named(String name) {
        return name.isEmpty()
                ? Optional.of(AVRO)
                : Arrays.stream(values()).filter(type -> type.name().equals(name)).findFirst();
    }
}
