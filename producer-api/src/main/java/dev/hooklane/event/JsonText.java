package dev.hooklane.event;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.TokenStreamFactory;
import tools.jackson.core.exc.StreamReadException;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.json.JsonFactoryBuilder;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The text of a JSON document that somebody else wrote: strict UTF-8, without its byte order mark.
 *
 * <p>It is decoded before Jackson sees it. Jackson's own decoder accepts overlong and out-of-range
 * code points in strings. In names it accepts a byte 0xff where it fills up the last four bytes of
 * a name, if an earlier document had that name. So whether it refuses a document depends on the
 * documents of others.
 *
 * <p>Names are kept out of Jackson's symbol table, which all documents of a factory share. When
 * names are ids, copying that table for every document takes 70 µs instead of 1.
 */
public final class JsonText {
    private static final char BYTE_ORDER_MARK = '\ufeff';
    private static final JsonMapper PLAIN = JsonMapper.builder(factory().build()).build();

    private final char[] chars;
    private final int start;
    private final int length;

    private JsonText(char[] chars, int start, int length) {
        this.chars = chars;
        this.start = start;
        this.length = length;
    }

    /**
     * Decodes a document.
     *
     * @throws StreamReadException if it is not UTF-8, as for a document that is not JSON
     */
    public static JsonText of(byte[] utf8) {
        CharBuffer text;
        try {
            text = UTF_8.newDecoder().decode(ByteBuffer.wrap(utf8));
        } catch (CharacterCodingException e) {
            throw new StreamReadException("its text is not UTF-8");
        }
        int start = text.limit() > 0 && text.get(0) == BYTE_ORDER_MARK ? 1 : 0;
        return new JsonText(text.array(), start, text.limit() - start);
    }

    /** Returns a factory, still to be configured, whose parsers share no names. */
    public static JsonFactoryBuilder factory() {
        return JsonFactory.builder()
                .disable(TokenStreamFactory.Feature.CANONICALIZE_PROPERTY_NAMES);
    }

    /**
     * Reads a document whose numbers need not be exact.
     *
     * @return its tree; a missing node if it is empty
     * @throws tools.jackson.core.JacksonException if it is not JSON in UTF-8
     */
    public static JsonNode tree(byte[] utf8) {
        return of(utf8).tree(PLAIN);
    }

    /**
     * Returns the tree that a mapper reads; a missing node if the text is empty.
     *
     * @param mapper made with a {@link #factory}
     * @throws tools.jackson.core.JacksonException if the text is not JSON
     */
    public JsonNode tree(JsonMapper mapper) {
        try (JsonParser parser = parser(mapper)) {
            return parser.nextToken() == null ? mapper.missingNode() : mapper.readTree(parser);
        }
    }

    /**
     * Returns a parser, whose places are characters of the text.
     *
     * @param mapper made with a {@link #factory}
     */
    public JsonParser parser(JsonMapper mapper) {
        return mapper.createParser(chars, start, length);
    }

    /**
     * Returns a parser that only streams, whose places are characters of the text.
     *
     * @param factory made with a {@link #factory}
     */
    public JsonParser parser(JsonFactory factory) {
        return factory.createParser(ObjectReadContext.empty(), chars, start, length);
    }

    /** Returns the bytes from one character up to another, as they were written. */
    public byte[] between(long from, long to) {
        return new String(chars, start + (int) from, (int) (to - from)).getBytes(UTF_8);
    }
}
