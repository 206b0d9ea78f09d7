package dev.hooklane.api;

import dev.hooklane.edge.Edge;
import dev.hooklane.event.VisibleText;
import io.javalin.http.Context;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads request bodies, up to a limit. */
final class Bodies {
    /** Room for a payload of 256 KiB and the overhead of a client's JSON library. */
    static final int MAX_BYTES = 320 * 1024;

    /** Twice the largest body that any operation takes. */
    private static final long PASSED_OVER_BYTES_MAX = 16L << 20;

    private static final Duration PASSED_OVER_FOR = Duration.ofSeconds(10);
    private static final int CHUNK_BYTES = 64 * 1024;

    /** The values of {@code Content-Encoding} that leave the body unencoded. */
    private static final Pattern PLAIN = Pattern.compile("(?i)[\\s,]*(identity[\\s,]*)*");

    private static final String AHEAD = "hooklane.body";
    private static final String BEGUN = "hooklane.body-begun";

    private static final Logger log = LoggerFactory.getLogger(Bodies.class);

    private Bodies() {}

    /** Returns the body's bytes; later reads return the same. */
    static byte[] readAhead(Context context, int maxBytes) throws IOException {
        byte[] body = readOrNothing(context, maxBytes);
        context.attribute(AHEAD, body);
        return body;
    }

    /** Returns the bytes that were read ahead; empty if none were. */
    static byte[] ahead(Context context) {
        byte @Nullable [] ahead = context.attribute(AHEAD);
        return ahead == null ? new byte[0] : ahead;
    }

    /**
     * Returns the body's bytes.
     *
     * @throws ProblemException if there is none, or it is over the limit
     */
    static byte[] read(Context context) throws IOException {
        return read(context, MAX_BYTES);
    }

    /** Does the same with another limit. */
    static byte[] read(Context context, int maxBytes) throws IOException {
        byte[] body = readOrNothing(context, maxBytes);
        if (body.length == 0) {
            throw Problem.malformed("the request has no body; it needs a JSON object");
        }
        return body;
    }

    /** Returns the body's bytes; empty if there is no body. */
    static byte[] readOrNothing(Context context) throws IOException {
        return readOrNothing(context, MAX_BYTES);
    }

    private static byte[] readOrNothing(Context context, int maxBytes) throws IOException {
        byte @Nullable [] ahead = context.attribute(AHEAD);
        if (ahead != null) {
            return ahead;
        }
        long announced = context.req().getContentLengthLong();
        if (announced > maxBytes) {
            throw tooLarge(announced + " bytes", maxBytes);
        }
        requirePlain(context);
        context.attribute(BEGUN, true);
        InputStream in = context.req().getInputStream();
        byte[] body = in.readNBytes(announced < 0 ? maxBytes + 1 : (int) announced);
        if (body.length > maxBytes) {
            throw tooLarge("more bytes than that", maxBytes);
        }
        return body;
    }

    private static void requirePlain(Context context) {
        String coding = context.header("Content-Encoding");
        if (coding != null && !PLAIN.matcher(coding).matches()) {
            throw Problem.unsupportedEncoding(
                    "the body has Content-Encoding %s; send it as it is, without one"
                            .formatted(VisibleText.excerpt(coding)));
        }
    }

    /**
     * Reads and discards an unread body. A client that is still sending when its connection is
     * closed never reads the answer. The time and the bytes are limited. A client that waits for
     * {@code 100 Continue} is skipped, as reading would ask for its body.
     */
    static void passOver(Context context) {
        if (context.header("Expect") != null && context.attribute(BEGUN) == null) {
            return;
        }
        long end = System.nanoTime() + PASSED_OVER_FOR.toNanos();
        Edge.discards(context.req());
        try {
            InputStream in = context.req().getInputStream();
            if (in.read() < 0) {
                return;
            }
            byte[] chunk = new byte[CHUNK_BYTES];
            long passed = 1;
            int read = in.read(chunk);
            while (read >= 0 && passed <= PASSED_OVER_BYTES_MAX && System.nanoTime() < end) {
                passed += read;
                read = in.read(chunk);
            }
        } catch (IOException e) {
            log.debug("api.body_broken_off", e);
        }
    }

    private static ProblemException tooLarge(String size, int maxBytes) {
        return Problem.tooLarge("the body has %s; the limit is %d bytes".formatted(size, maxBytes));
    }
}
