package dev.hooklane.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.hooklane.delivery.AttemptOutcome;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import okhttp3.Call;
import okhttp3.Headers;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Protocol;
import okhttp3.Request;
import okhttp3.Response;
import okhttp3.ResponseBody;

/** Answers of endpoints: whatever they send becomes an outcome within its limits. */
final class ResponseFuzz {
    private static final Instant NOW = Instant.parse("2026-01-15T10:30:00Z");
    private static final Request REQUEST = new Request.Builder().url("https://a.test/").build();
    private static final Call CALL = new OkHttpClient().newCall(REQUEST);
    private static final int STATUS_MAX = 599;
    private static final int STATUS_MIN = 100;

    private ResponseFuzz() {}

    public static void fuzzerTestOneInput(byte[] input) throws IOException {
        passedOnUnchanged(input);
        if (input.length < 2) {
            return;
        }
        String text = new String(input, 2, input.length - 2, ISO_8859_1);
        int end = text.indexOf("\n\n");
        Headers headers = headers(end < 0 ? text : text.substring(0, end));
        byte[] body = (end < 0 ? "" : text.substring(end + 2)).getBytes(ISO_8859_1);
        int status =
                STATUS_MIN
                        + (((input[0] & 0xff) << 8) | (input[1] & 0xff))
                                % (STATUS_MAX - STATUS_MIN + 1);
        ResponseHeaders.kept(headers);
        try (Response response = response(status, headers, body)) {
            check(ResponseReading.outcome(response, CALL, NOW));
        }
    }

    private static void check(AttemptOutcome outcome) {
        switch (outcome) {
            case AttemptOutcome.Success success -> bounded(success.response());
            case AttemptOutcome.ErrorStatus error -> {
                bounded(error.response());
                error.retryAfter().ifPresent(ResponseFuzz::bounded);
            }
            case AttemptOutcome.NoResponse none -> throw new AssertionError("no answer: " + none);
        }
    }

    private static void bounded(String response) {
        if (response.length() > AttemptOutcome.RESPONSE_MAX
                || response.chars().anyMatch(c -> c < ' ' && c != '\n' && c != '\t')) {
            throw new AssertionError("not within its limits: " + response);
        }
    }

    private static void bounded(Duration wait) {
        if (wait.isNegative() || wait.compareTo(RetryAfter.MAX) > 0) {
            throw new AssertionError("not within its limits: " + wait);
        }
    }

    private static Response response(int status, Headers headers, byte[] body) {
        String type = headers.get("Content-Type");
        return new Response.Builder()
                .request(REQUEST)
                .protocol(Protocol.HTTP_1_1)
                .code(status)
                .message("")
                .headers(headers)
                .body(ResponseBody.create(body, type == null ? null : MediaType.parse(type)))
                .build();
    }

    private static Headers headers(String lines) {
        Headers.Builder headers = new Headers.Builder();
        for (String line : lines.split("\n", -1)) {
            int colon = line.indexOf(':');
            if (colon > 0) {
                try {
                    headers.addUnsafeNonAscii(line.substring(0, colon), line.substring(colon + 1));
                } catch (IllegalArgumentException e) {
                    // OkHttp's parser would not let it through either.
                }
            }
        }
        return headers.build();
    }

    private static void passedOnUnchanged(byte[] input) throws IOException {
        ResponseBytes bytes = new ResponseBytes(new ByteArrayInputStream(input));
        bytes.begin();
        ByteArrayOutputStream read = new ByteArrayOutputStream();
        byte[] part = new byte[7];
        for (int n = bytes.read(part, 0, 7); n >= 0; n = bytes.read(part, 0, 7)) {
            read.write(part, 0, n);
            bytes.bodyFollows(n % 3);
        }
        if (!Arrays.equals(read.toByteArray(), input)) {
            throw new AssertionError("the bytes of an answer were changed");
        }
    }
}
