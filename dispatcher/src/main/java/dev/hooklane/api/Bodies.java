package dev.hooklane.api;

import io.javalin.http.Context;
import java.io.IOException;

/** Reads request bodies, up to a limit. */
final class Bodies {
    /** Room for a payload of 256 KiB and what a client's JSON library adds to it. */
    static final int MAX_BYTES = 320 * 1024;

    private Bodies() {}

    /**
     * The body's bytes.
     *
     * @throws ProblemException if there is none, or it is over the limit
     */
    static byte[] read(Context context) throws IOException {
        long announced = context.req().getContentLengthLong();
        if (announced > MAX_BYTES) {
            throw tooLarge(announced + " bytes");
        }
        byte[] body = context.req().getInputStream().readNBytes(MAX_BYTES + 1);
        if (body.length > MAX_BYTES) {
            throw tooLarge("more bytes than that");
        }
        if (body.length == 0) {
            throw Problem.malformed("the request has no body; it needs a JSON object");
        }
        return body;
    }

    private static ProblemException tooLarge(String size) {
        return Problem.tooLarge(
                "the body has %s; the limit is %d bytes".formatted(size, MAX_BYTES));
    }
}
