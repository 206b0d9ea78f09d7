package dev.hooklane.source.format;

import java.util.Base64;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.StringNode;

/** Any bytes, as base64. */
final class BytesFormat implements SourceFormat {
    @Override
    public Decoded read(byte @Nullable [] bytes, Map<String, String> headers) {
        return new Decoded.Value(
                bytes == null
                        ? null
                        : StringNode.valueOf(Base64.getEncoder().encodeToString(bytes)));
    }
}
