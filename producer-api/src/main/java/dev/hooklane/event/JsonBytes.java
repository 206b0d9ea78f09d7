package dev.hooklane.event;

import java.util.Arrays;

/**
 * A growing buffer of UTF-8 JSON text that escapes strings exactly as JavaScript's {@code
 * JSON.stringify} does.
 */
final class JsonBytes {
    private static final byte[] HEX = {
        '0', '1', '2', '3', '4', '5', '6', '7', '8', '9', 'a', 'b', 'c', 'd', 'e', 'f'
    };

    /** The most bytes that one UTF-16 code unit becomes: an escape such as {@code \ud800}. */
    private static final int MAX_BYTES_PER_CHAR = 6;

    private byte[] bytes;
    private int size;

    JsonBytes(int capacityBytes) {
        this.bytes = new byte[Math.max(16, capacityBytes)];
    }

    int sizeBytes() {
        return size;
    }

    void put(char ascii) {
        reserve(1);
        bytes[size++] = (byte) ascii;
    }

    /** Writes text that is known to be ASCII and to need no escaping. */
    void putAscii(String text) {
        reserve(text.length());
        for (int i = 0; i < text.length(); i++) {
            bytes[size++] = (byte) text.charAt(i);
        }
    }

    /** Writes characters that are known to be ASCII and to need no escaping. */
    void putAscii(char[] chars, int offset, int length) {
        reserve(length);
        for (int i = offset; i < offset + length; i++) {
            bytes[size++] = (byte) chars[i];
        }
    }

    void put(JsonBytes other) {
        put(other.bytes, 0, other.size);
    }

    void put(byte[] source, int offset, int length) {
        reserve(length);
        System.arraycopy(source, offset, bytes, size, length);
        size += length;
    }

    /** Writes a string with its quotes. */
    void putString(String text) {
        char[] chars = text.toCharArray();
        putString(chars, 0, chars.length);
    }

    /** Writes a string with its quotes. */
    void putString(char[] chars, int offset, int length) {
        put('"');
        int end = offset + length;
        int at = offset;
        while (at < end) {
            at = putPlain(chars, at, end);
            if (at < end) {
                at = putSpecial(chars, at, end);
            }
        }
        put('"');
    }

    /**
     * Writes characters that need one byte and no escape, and returns the index of the first other
     * one.
     */
    private int putPlain(char[] chars, int from, int end) {
        reserve(end - from);
        int at = from;
        while (at < end) {
            char c = chars[at];
            if (c < ' ' || c >= 0x80 || c == '"' || c == '\\') {
                break;
            }
            bytes[size++] = (byte) c;
            at++;
        }
        return at;
    }

    private int putSpecial(char[] chars, int at, int end) {
        reserve(MAX_BYTES_PER_CHAR);
        char c = chars[at];
        if (c < 0x80) {
            putEscaped(c);
        } else if (c < 0x800) {
            bytes[size++] = (byte) (0xc0 | (c >> 6));
            putContinuation(c);
        } else if (!Character.isSurrogate(c)) {
            bytes[size++] = (byte) (0xe0 | (c >> 12));
            putContinuation(c >> 6);
            putContinuation(c);
        } else if (Character.isHighSurrogate(c)
                && at + 1 < end
                && Character.isLowSurrogate(chars[at + 1])) {
            int codePoint = Character.toCodePoint(c, chars[at + 1]);
            bytes[size++] = (byte) (0xf0 | (codePoint >> 18));
            putContinuation(codePoint >> 12);
            putContinuation(codePoint >> 6);
            putContinuation(codePoint);
            return at + 2;
        } else {
            putHexEscape(c);
        }
        return at + 1;
    }

    private void putContinuation(int bits) {
        bytes[size++] = (byte) (0x80 | (bits & 0x3f));
    }

    private void putEscaped(char c) {
        switch (c) {
            case '"', '\\' -> putShortEscape(c);
            case '\b' -> putShortEscape('b');
            case '\f' -> putShortEscape('f');
            case '\n' -> putShortEscape('n');
            case '\r' -> putShortEscape('r');
            case '\t' -> putShortEscape('t');
            default -> putHexEscape(c);
        }
    }

    private void putShortEscape(char letter) {
        bytes[size++] = '\\';
        bytes[size++] = (byte) letter;
    }

    private void putHexEscape(char c) {
        putShortEscape('u');
        for (int shift = 12; shift >= 0; shift -= 4) {
            bytes[size++] = HEX[(c >> shift) & 15];
        }
    }

    byte[] copy(int from, int to) {
        return Arrays.copyOfRange(bytes, from, to);
    }

    /** Discards everything after the first {@code newSize} bytes. */
    void truncate(int newSize) {
        size = newSize;
    }

    /** Returns the bytes that were written; the buffer itself if it is exactly full. */
    byte[] toBytes() {
        return size == bytes.length ? bytes : Arrays.copyOf(bytes, size);
    }

    private void reserve(int more) {
        if (bytes.length - size < more) {
            bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, size + more));
        }
    }
}
