package dev.hooklane.http;

import dev.hooklane.delivery.AttemptOutcome;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import okhttp3.Call;
import okhttp3.MediaType;
import okhttp3.Response;
import okio.BufferedSource;
import org.jspecify.annotations.Nullable;

/** Reads a response up to a limit and says what it means. */
final class ResponseReading {
    /** What is longer is not read on, and the connection given up. */
    static final int BODY_BYTES_MAX = 16 * 1_024;

    private ResponseReading() {}

    /**
     * The outcome of a response whose body is read now.
     *
     * @throws IOException if the body breaks off or does not end in time
     */
    static AttemptOutcome outcome(Response response, Call call, Instant now) throws IOException {
        BufferedSource body = response.body().source();
        if (body.request(BODY_BYTES_MAX)) {
            // Else closing the response waits for more of it, to save the connection.
            call.cancel();
        }
        return outcome(response, text(response, body), now);
    }

    /** The outcome of a response whose body can't be had. */
    static AttemptOutcome outcome(Response response, String text, Instant now) {
        int status = response.code();
        return response.isSuccessful()
                ? new AttemptOutcome.Success(status, text)
                : new AttemptOutcome.ErrorStatus(
                        status, RetryAfter.of(status, response.headers(), now), text);
    }

    private static String text(Response response, BufferedSource body) throws IOException {
        byte[] bytes = body.getBuffer().readByteArray();
        if (bytes.length == 0) {
            return "";
        }
        String encoding = response.header("Content-Encoding", "identity");
        if (encoding != null && !encoding.equalsIgnoreCase("identity")) {
            return ResponseText.line("(a body with Content-Encoding " + encoding + ")");
        }
        return ResponseText.of(
                bytes, charset(response.body().contentType()), AttemptOutcome.RESPONSE_CHARS_MAX);
    }

    private static Charset charset(@Nullable MediaType type) {
        Charset named = type == null ? null : type.charset();
        return named == null ? StandardCharsets.UTF_8 : named;
    }
}
