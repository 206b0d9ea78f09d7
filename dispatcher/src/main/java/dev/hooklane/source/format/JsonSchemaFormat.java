package dev.hooklane.source.format;

import java.util.Arrays;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * JSON behind the id of a registered JSON Schema. JSON says by itself what it is, so the schema is
 * neither looked up nor checked: that is the serializer's duty.
 */
final class JsonSchemaFormat implements SourceFormat {
    private final JsonFormat json = new JsonFormat();

    @Override
    public Decoded read(byte @Nullable [] bytes, Map<String, String> headers) {
        if (bytes == null) {
            return new Decoded.Value(null);
        }
        try {
            var _ = WireFormat.schemaId(bytes);
        } catch (Undecodable e) {
            return new Decoded.Unreadable(e.reason());
        }
        return json.read(Arrays.copyOfRange(bytes, WireFormat.LENGTH, bytes.length), headers);
    }
}
