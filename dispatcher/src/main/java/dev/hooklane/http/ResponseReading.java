package dev.hooklane.http;

import dev.hooklane.delivery.AttemptOutcome;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import okhttp3.Call;
import okhttp3.MediaType;
import okhttp3.Response;
import okio.BufferedSource;
import org.jspecify.annotations.Nullable;

/** Reads a response up to a limit and returns the outcome. */
final class ResponseReading {
    /** As much of a body as is kept. */
    static final int BODY_BYTES_MAX = AttemptOutcome.RESPONSE_MAX;

    /** A rest up to this size is read and discarded, which is cheaper than another connection. */
    static final int REST_BYTES_MAX = 64 * 1_024;

    /** A handshake takes about as long. */
    private static final long REST_NANOS_MAX = TimeUnit.MILLISECONDS.toNanos(100);

    private ResponseReading() {}

    /**
     * Reads the body and returns the response's outcome.
     *
     * @throws IOException if the body breaks off or does not end in time
     */
    static AttemptOutcome outcome(Response response, Call call, Instant now) throws IOException {
        BufferedSource body = response.body().source();
        boolean full = body.request(BODY_BYTES_MAX);
        AttemptOutcome outcome = outcome(response, text(response, body), now);
        if (full && !endsSoon(body)) {
            // Otherwise closing the response would wait for more of it, to save the connection.
            call.cancel();
        }
        return outcome;
    }

    /**
     * Reports whether the rest of a body is short and already there, so that its connection can be
     * reused.
     */
    private static boolean endsSoon(BufferedSource body) {
        body.timeout().deadline(REST_NANOS_MAX, TimeUnit.NANOSECONDS);
        try {
            return !body.request(REST_BYTES_MAX);
        } catch (IOException e) {
            // It broke off or came too slowly. The part that is kept was there, so the response
            // counts.
            return false;
        }
    }

    /** Returns the outcome of a response whose body can't be read. */
    static AttemptOutcome outcome(Response response, String text, Instant now) {
        int status = response.code();
        return response.isSuccessful()
                ? new AttemptOutcome.Success(status, text)
                : new AttemptOutcome.ErrorStatus(
                        status, RetryAfter.of(status, response.headers(), now), text);
    }

    private static String text(Response response, BufferedSource body) throws IOException {
        byte[] bytes = body.readByteArray(Math.min(body.getBuffer().size(), BODY_BYTES_MAX));
        if (bytes.length == 0) {
            return "";
        }
        String encoding = response.header("Content-Encoding", "identity");
        if (encoding != null && !encoding.equalsIgnoreCase("identity")) {
            return ResponseText.line("(a body with Content-Encoding " + encoding + ")");
        }
        return ResponseText.of(
                bytes, charset(response.header("Content-Type")), AttemptOutcome.RESPONSE_MAX);
    }

    /** Most types name no charset, so most are not parsed. */
    private static Charset charset(@Nullable String contentType) {
        MediaType type =
                contentType == null || !names(contentType, "charset")
                        ? null
                        : MediaType.parse(contentType);
        Charset named = type == null ? null : type.charset();
        return named == null ? StandardCharsets.UTF_8 : named;
    }

    private static boolean names(String type, String parameter) {
        int last = type.length() - parameter.length();
        for (int at = 0; at <= last; at++) {
            if (type.regionMatches(true, at, parameter, 0, parameter.length())) {
                return true;
            }
        }
        return false;
    }
}
