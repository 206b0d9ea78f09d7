package dev.hooklane.api;

import io.javalin.http.Context;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/** Reads request bodies, up to a limit. */
final class Bodies {
    /** Room for a payload of 256 KiB and what a client's JSON library adds to it. */
    static final int MAX_BYTES = 320 * 1024;

    private static final long PASSED_OVER_BYTES_MAX = 16L << 20;

    private static final String AHEAD = "hooklane.body";

    private Bodies() {}

    /** The body's bytes; who reads it later gets the same. */
    static byte[] readAhead(Context context) throws IOException {
        byte[] body = readOrNothing(context);
        context.attribute(AHEAD, body);
        return body;
    }

    /** What was read ahead; nothing if that was not done. */
    static byte[] ahead(Context context) {
        byte @Nullable [] ahead = context.attribute(AHEAD);
        return ahead == null ? new byte[0] : ahead;
    }

    /**
     * The body's bytes.
     *
     * @throws ProblemException if there is none, or it is over the limit
     */
    static byte[] read(Context context) throws IOException {
        return read(context, MAX_BYTES);
    }

    /** The same with another limit. */
    static byte[] read(Context context, int maxBytes) throws IOException {
        byte[] body = readOrNothing(context, maxBytes);
        if (body.length == 0) {
            throw Problem.malformed("the request has no body; it needs a JSON object");
        }
        return body;
    }

    /** The body's bytes, none if there is no body. */
    static byte[] readOrNothing(Context context) throws IOException {
        return readOrNothing(context, MAX_BYTES);
    }

    private static byte[] readOrNothing(Context context, int maxBytes) throws IOException {
        byte @Nullable [] ahead = context.attribute(AHEAD);
        if (ahead != null) {
            return ahead;
        }
        InputStream in = context.req().getInputStream();
        long announced = context.req().getContentLengthLong();
        if (announced > maxBytes) {
            passOver(in);
            throw tooLarge(announced + " bytes", maxBytes);
        }
        byte[] body = in.readNBytes(maxBytes + 1);
        if (body.length > maxBytes) {
            passOver(in);
            throw tooLarge("more bytes than that", maxBytes);
        }
        return body;
    }

    /** A client that still sends when the connection is closed on it never reads the answer. */
    private static void passOver(InputStream in) throws IOException {
        in.skip(PASSED_OVER_BYTES_MAX);
    }

    private static ProblemException tooLarge(String size, int maxBytes) {
        return Problem.tooLarge("the body has %s; the limit is %d bytes".formatted(size, maxBytes));
    }
}
