package dev.hooklane.http;

import java.io.IOException;
import java.io.InputStream;

/**
 * The bytes received over an HTTP/1 connection, passed on so that OkHttp never holds more than the
 * response that it reads: a line at a time, or the rest of a body whose length is known. Bytes left
 * here when a response is over belong to no request, and would be taken for the next response.
 *
 * <p>Lines fit chunked bodies too: a chunk ends with the end of a line. Used by one thread at a
 * time, like the connection.
 */
final class ResponseBytes extends InputStream {
    private static final int BUFFER_BYTES = 2_048;

    private final InputStream in;
    private final byte[] buffer = new byte[BUFFER_BYTES];
    private int at;
    private int end;
    private long bodyLeft;
    private boolean begun;

    ResponseBytes(InputStream in) {
        this.in = in;
    }

    /** Takes note that a request is about to be sent. */
    void begin() {
        bodyLeft = 0;
        begun = false;
    }

    /** Reports whether a byte has come since the request. */
    boolean hasBegun() {
        return begun;
    }

    /** Takes note that the head is read, and a body of this many bytes follows. */
    void bodyFollows(long bytes) {
        bodyLeft = bytes;
    }

    /** Reports whether there are bytes, here or decrypted, that nobody asked for. */
    boolean hasRest() throws IOException {
        return at < end || in.available() > 0;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        int read =
                bodyLeft > 0 ? readBody(target, offset, length) : readLine(target, offset, length);
        bodyLeft = Math.max(0, bodyLeft - Math.max(0, read));
        begun |= read > 0;
        return read;
    }

    private int readBody(byte[] target, int offset, int length) throws IOException {
        int most = (int) Math.min(length, bodyLeft);
        return at < end ? take(target, offset, most) : in.read(target, offset, most);
    }

    private int readLine(byte[] target, int offset, int length) throws IOException {
        if (at == end && !fill()) {
            return -1;
        }
        int lineEnd = at;
        while (lineEnd < end - 1 && buffer[lineEnd] != '\n') {
            lineEnd++;
        }
        return take(target, offset, Math.min(length, lineEnd + 1 - at));
    }

    private int take(byte[] target, int offset, int most) {
        int bytes = Math.min(most, end - at);
        System.arraycopy(buffer, at, target, offset, bytes);
        at += bytes;
        return bytes;
    }

    private boolean fill() throws IOException {
        int read = in.read(buffer, 0, buffer.length);
        at = 0;
        end = Math.max(0, read);
        return read > 0;
    }

    @Override
    public int available() throws IOException {
        return at < end ? end - at : in.available();
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
