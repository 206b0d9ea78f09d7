package dev.hooklane.command;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * The lines of a stream as bytes. A decoder would replace bytes that are not UTF-8, and read past
 * the line.
 */
final class ByteLines {
    private final InputStream in;

    ByteLines(InputStream in) {
        this.in = new BufferedInputStream(in);
    }

    /** Returns the next line without its line ending; empty at the end. */
    Optional<byte[]> next() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        int read = in.read();
        if (read < 0) {
            return Optional.empty();
        }
        while (read >= 0 && read != '\n') {
            line.write(read);
            read = in.read();
        }
        return Optional.of(line.toByteArray());
    }

    /**
     * Decodes bytes as UTF-8.
     *
     * @throws IllegalArgumentException if they are not UTF-8
     */
    static String utf8(byte[] bytes) {
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
        } catch (CharacterCodingException e) {
            throw new IllegalArgumentException("not UTF-8", e);
        }
    }
}
