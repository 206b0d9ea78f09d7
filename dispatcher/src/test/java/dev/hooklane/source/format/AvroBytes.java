package dev.hooklane.source.format;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;

/** Writes values as Avro does, right or wrong. For one thread. */
public final class AvroBytes {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    public AvroBytes number(long number) {
        long left = (number << 1) ^ (number >> 63);
        while ((left & ~0x7fL) != 0) {
            out.write((int) ((left & 0x7f) | 0x80));
            left >>>= 7;
        }
        out.write((int) left);
        return this;
    }

    public AvroBytes text(String text) {
        return bytes(text.getBytes(UTF_8));
    }

    public AvroBytes bytes(byte... bytes) {
        number(bytes.length);
        return raw(bytes);
    }

    public AvroBytes raw(byte... bytes) {
        out.writeBytes(bytes);
        return this;
    }

    public byte[] done() {
        return out.toByteArray();
    }
}
