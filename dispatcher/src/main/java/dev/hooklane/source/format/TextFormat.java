package dev.hooklane.source.format;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.StringNode;

/** Text in UTF-8. */
final class TextFormat implements SourceFormat {
    @Override
    public Decoded read(byte @Nullable [] bytes, Map<String, String> headers) {
        if (bytes == null) {
            return new Decoded.Value(null);
        }
        try {
            return new Decoded.Value(
                    StringNode.valueOf(
                            UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString()));
        } catch (CharacterCodingException e) {
            return new Decoded.Unreadable("is not UTF-8");
        }
    }
}
