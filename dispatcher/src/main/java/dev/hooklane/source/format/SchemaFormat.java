package dev.hooklane.source.format;

import dev.hooklane.source.format.SchemaCache.Known;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Values that were written with a schema of a registry, whose id they begin with.
 *
 * @param schemas those of the registry
 * @param reader reads what comes behind the id
 * @param <S> a schema as the reader needs it
 */
record SchemaFormat<S>(SchemaCache<S> schemas, Reader<S> reader) implements SourceFormat {
    /** Reads values. */
    interface Reader<S> {
        /**
         * Reads the value that begins at an offset.
         *
         * @throws Undecodable if it is not of the schema
         */
        JsonNode read(S schema, byte[] bytes, int offset);
    }

    @Override
    public boolean lookUp(byte @Nullable [] bytes, long deadlineNanos) {
        try {
            return bytes == null
                    || !(schemas.lookUp(WireFormat.schemaId(bytes), deadlineNanos)
                            instanceof Known.Unavailable<S>);
        } catch (Undecodable e) {
            return true;
        }
    }

    @Override
    public Decoded read(byte @Nullable [] bytes, Map<String, String> headers) {
        if (bytes == null) {
            return new Decoded.Value(null);
        }
        try {
            int id = WireFormat.schemaId(bytes);
            return switch (schemas.known(id)) {
                case Known.Unavailable<S>(String reason) -> new Decoded.Unavailable(reason);
                case Known.Missing<S>(String reason) ->
                        new Decoded.Unreadable("can't be read: " + reason);
                case Known.Schema<S>(S schema) -> read(id, schema, bytes);
            };
        } catch (Undecodable e) {
            return new Decoded.Unreadable(e.reason());
        }
    }

    private Decoded read(int id, S schema, byte[] bytes) {
        try {
            return new Decoded.Value(reader.read(schema, bytes, WireFormat.LENGTH));
        } catch (Undecodable e) {
            return new Decoded.Unreadable("is not of schema %d: %s".formatted(id, e.reason()));
        }
    }
}
