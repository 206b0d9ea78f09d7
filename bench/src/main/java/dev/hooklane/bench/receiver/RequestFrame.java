package dev.hooklane.bench.receiver;

import java.nio.charset.StandardCharsets;

/**
 * Finds HTTP/1.1 requests with a {@code Content-Length} in a connection's bytes, and the time in
 * their bodies. It keeps only the last result, so one object can serve many connections of one
 * thread.
 */
final class RequestFrame {
    private static final byte[] LENGTH = ascii("content-length:");
    private static final byte[] SENT_AT = ascii("\"" + ReceiverProcess.SENT_AT + "\":");

    private int end;
    private int bodyStart;

    /**
     * Looks for a complete request starting at {@code from}.
     *
     * @param to the end of the received bytes
     * @return whether there is one; if so, {@link #end} and {@link #sentAtNanos} refer to it
     */
    boolean find(byte[] bytes, int from, int to) {
        bodyStart = headEnd(bytes, from, to);
        if (bodyStart < 0) {
            return false;
        }
        end = bodyStart + contentLength(bytes, from, bodyStart);
        return end <= to;
    }

    /** Returns the offset behind the last byte of the found request. */
    int end() {
        return end;
    }

    /** Returns the sending time from the body, or 0 if there is none. */
    long sentAtNanos(byte[] bytes) {
        for (int i = bodyStart; i < end - SENT_AT.length; i++) {
            if (bytes[i] == '"' && matches(bytes, i, SENT_AT)) {
                return number(bytes, i + SENT_AT.length, end);
            }
        }
        return 0;
    }

    private static int headEnd(byte[] bytes, int from, int to) {
        for (int i = from + 3; i < to; i++) {
            if (bytes[i] == '\n' && bytes[i - 1] == '\r' && bytes[i - 2] == '\n') {
                return i + 1;
            }
        }
        return -1;
    }

    private static int contentLength(byte[] bytes, int from, int headEnd) {
        for (int i = from; i < headEnd - LENGTH.length; i++) {
            if (bytes[i] == '\n' && matches(bytes, i + 1, LENGTH)) {
                int start = i + 1 + LENGTH.length;
                while (bytes[start] == ' ') {
                    start++;
                }
                return Math.toIntExact(number(bytes, start, headEnd));
            }
        }
        return 0;
    }

    /** Compares bytes, ignoring the case of ASCII letters, which is enough for header names. */
    private static boolean matches(byte[] bytes, int at, byte[] wanted) {
        for (int i = 0; i < wanted.length; i++) {
            byte found = bytes[at + i];
            if (found != wanted[i] && (found | 0x20) != wanted[i]) {
                return false;
            }
        }
        return true;
    }

    private static long number(byte[] bytes, int from, int to) {
        long number = 0;
        for (int i = from; i < to && bytes[i] >= '0' && bytes[i] <= '9'; i++) {
            number = number * 10 + (bytes[i] - '0');
        }
        return number;
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
