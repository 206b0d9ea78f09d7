package dev.hooklane.source.format;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.CharacterCodingException;
import java.util.Arrays;

/**
 * Reads Avro's encoding of single values from bytes. A length is compared with the bytes that are
 * left before anything is made of it. For one thread.
 *
 * @see <a href="https://avro.apache.org/docs/1.12.0/specification/#binary-encoding">Binary
 *     encoding</a>
 */
final class AvroInput {
    private static final int BITS_PER_BYTE = 7;

    private final byte[] bytes;
    private int at;

    AvroInput(byte[] bytes, int offset) {
        this.bytes = bytes;
        at = offset;
    }

    int left() {
        return bytes.length - at;
    }

    boolean readBoolean() {
        return switch (readByte()) {
            case 0 -> false;
            case 1 -> true;
            default -> throw new Undecodable("is neither true nor false");
        };
    }

    private byte readByte() {
        if (at == bytes.length) {
            throw tooShort();
        }
        return bytes[at++];
    }

    int readInt() {
        long number = readLong();
        if (number != (int) number) {
            throw new Undecodable("is a number that takes more than 32 bits");
        }
        return (int) number;
    }

    long readLong() {
        long read = 0;
        for (int shift = 0; shift < Long.SIZE; shift += BITS_PER_BYTE) {
            byte next = readByte();
            read |= (next & 0x7fL) << shift;
            if (next >= 0) {
                // The last byte has one bit of a long.
                if (shift + BITS_PER_BYTE > Long.SIZE && next > 1) {
                    break;
                }
                return (read >>> 1) ^ -(read & 1);
            }
        }
        throw new Undecodable("is a number that takes more than 64 bits");
    }

    float readFloat() {
        return fixed(Float.BYTES).order(ByteOrder.LITTLE_ENDIAN).getFloat();
    }

    double readDouble() {
        return fixed(Double.BYTES).order(ByteOrder.LITTLE_ENDIAN).getDouble();
    }

    byte[] readBytes() {
        return readFixed(length());
    }

    byte[] readFixed(int size) {
        ByteBuffer read = fixed(size);
        return Arrays.copyOfRange(bytes, read.position(), read.limit());
    }

    String readString() {
        int length = length();
        ByteBuffer read = fixed(length);
        String text = new String(bytes, read.position(), length, UTF_8);
        // What is not UTF-8 has become the character that stands for such, which may be there too.
        if (text.indexOf('\ufffd') >= 0) {
            try {
                return UTF_8.newDecoder().decode(read).toString();
            } catch (CharacterCodingException e) {
                throw new Undecodable("is text that is not UTF-8");
            }
        }
        return text;
    }

    private int length() {
        long length = readLong();
        if (length < 0 || length > left()) {
            throw new Undecodable(
                    "has a length of %d with %d bytes left".formatted(length, left()));
        }
        return (int) length;
    }

    /** Returns the next bytes where they are. */
    private ByteBuffer fixed(int size) {
        if (size > left()) {
            throw tooShort();
        }
        ByteBuffer read = ByteBuffer.wrap(bytes, at, size);
        at += size;
        return read;
    }

    private static Undecodable tooShort() {
        return new Undecodable("ends too early");
    }
}
