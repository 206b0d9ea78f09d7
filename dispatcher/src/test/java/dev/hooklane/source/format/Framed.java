package dev.hooklane.source.format;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;

/** An input of a fuzz target: the text of a schema, a byte of zero, and a value. */
final class Framed {
    private final String schema;
    private final byte[] value;

    private Framed(String schema, byte[] value) {
        this.schema = schema;
        this.value = value;
    }

    static Framed of(byte[] input) {
        int end = 0;
        while (end < input.length && input[end] != 0) {
            end++;
        }
        return new Framed(
                new String(input, 0, end, UTF_8),
                Arrays.copyOfRange(input, Math.min(end + 1, input.length), input.length));
    }

    String schema() {
        return schema;
    }

    byte[] value() {
        return value.clone();
    }
}
