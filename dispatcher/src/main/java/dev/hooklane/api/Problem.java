package dev.hooklane.api;

import dev.hooklane.access.LinkEnd;
import dev.hooklane.edge.RefusedBodyException;
import dev.hooklane.event.VisibleText;
import dev.hooklane.quota.QuotaExceededException;
import java.io.ByteArrayOutputStream;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/**
 * Why a request failed, as <a href="https://www.rfc-editor.org/rfc/rfc9457">RFC 9457</a> problem
 * JSON.
 *
 * @param detail one sentence naming the thing, the value and the limit
 * @param field the field of the body, or the parameter, that is to blame
 * @param headers of the response
 * @param quota the quota that is exceeded
 * @param reason why a portal link or its session lets nobody in, as a word
 */
record Problem(
        int status,
        String title,
        String detail,
        Optional<String> field,
        Map<String, String> headers,
        Optional<ExceededQuota> quota,
        Optional<String> reason) {
    static final String CONTENT_TYPE = "application/problem+json";
    private static final JsonFactory JSON = new JsonFactory();

    Problem {
        headers = Map.copyOf(headers);
    }

    /** A quota, and how much of it the account may use. */
    record ExceededQuota(String name, long limit) {}

    Problem(
            int status,
            String title,
            String detail,
            Optional<String> field,
            Map<String, String> headers) {
        this(status, title, detail, field, headers, Optional.empty(), Optional.empty());
    }

    private static Problem of(int status, String title, String detail) {
        return new Problem(status, title, detail, Optional.empty(), Map.of());
    }

    private static Problem of(int status, String title, String detail, String field) {
        return new Problem(status, title, detail, Optional.of(field), Map.of());
    }

    /** The request itself can't be read. */
    static ProblemException malformed(String detail) {
        return new ProblemException(of(400, "Malformed request", detail));
    }

    /** A parameter of the URL is wrong. */
    static ProblemException badParameter(String name, String detail) {
        return new ProblemException(of(400, "Bad parameter", detail, name));
    }

    /**
     * Parses a field.
     *
     * @param parse throws IllegalArgumentException, with a message for the client, if the field is
     *     wrong
     */
    static <T> T invalidUnless(String field, Supplier<T> parse) {
        try {
            return parse.get();
        } catch (IllegalArgumentException e) {
            throw invalid(field, VisibleText.excerpt(e));
        }
    }

    /** A field of the body is wrong. */
    static ProblemException invalid(String field, String detail) {
        return new ProblemException(of(422, "Invalid field", detail, field));
    }

    static ProblemException tooLarge(String detail) {
        return new ProblemException(of(413, "Too large", detail));
    }

    static ProblemException unsupportedEncoding(String detail) {
        return new ProblemException(
                new Problem(
                        415,
                        "Unsupported media type",
                        detail,
                        Optional.empty(),
                        Map.of("Accept-Encoding", "identity")));
    }

    static ProblemException notFound(String detail) {
        return new ProblemException(of(404, "Not found", detail));
    }

    static ProblemException conflict(String detail) {
        return new ProblemException(of(409, "Conflict", detail));
    }

    /** The same request is still running. */
    static ProblemException stillRunning(String detail, int retryAfterSeconds) {
        return new ProblemException(
                new Problem(
                        409,
                        "Conflict",
                        detail,
                        Optional.empty(),
                        Map.of("Retry-After", Integer.toString(retryAfterSeconds))));
    }

    /** The client has not seen the current version. */
    static ProblemException preconditionFailed(String detail) {
        return new ProblemException(of(412, "Precondition failed", detail));
    }

    static ProblemException unauthorized(String detail) {
        return unauthorized(detail, Optional.empty());
    }

    /** A portal link, or the session of one, lets nobody in. */
    static ProblemException ended(LinkEnd end, String detail) {
        return unauthorized(detail, Optional.of(end.wireName()));
    }

    private static ProblemException unauthorized(String detail, Optional<String> reason) {
        return new ProblemException(
                new Problem(
                        401,
                        "Unauthorized",
                        detail,
                        Optional.empty(),
                        Map.of("WWW-Authenticate", "Bearer realm=\"hooklane\""),
                        Optional.empty(),
                        reason));
    }

    static ProblemException forbidden(String detail) {
        return new ProblemException(of(403, "Forbidden", detail));
    }

    static ProblemException tooManyTries(String detail, int retryAfterSeconds) {
        return new ProblemException(
                new Problem(
                        429,
                        "Too many requests",
                        detail,
                        Optional.empty(),
                        Map.of("Retry-After", Integer.toString(retryAfterSeconds))));
    }

    /** The account has or does too much: 429 if time helps, 422 otherwise. */
    static ProblemException quotaExceeded(QuotaExceededException e) {
        String name = e.quota().wireName();
        Map<String, String> headers =
                e.retryAfter()
                        .map(wait -> Math.max(1, RateLimitHeaders.seconds(wait)))
                        .map(seconds ->
                                Map.of(
                                        "Retry-After",
                                        Integer.toString(seconds),
                                        RateLimitHeaders.LEFT,
                                        "\"%s\";r=0;t=%d".formatted(name, seconds)))
                        .orElse(Map.of());
        return new ProblemException(
                new Problem(
                        e.retryAfter().isPresent() ? 429 : 422,
                        "Quota exceeded",
                        VisibleText.excerpt(e),
                        Optional.empty(),
                        headers,
                        Optional.of(new ExceededQuota(name, e.limit())),
                        Optional.empty()));
    }

    /** The request can't be done now; it may succeed later. */
    static Problem unavailable(String detail, int retryAfterSeconds) {
        return new Problem(
                503,
                "Unavailable",
                detail,
                Optional.empty(),
                Map.of("Retry-After", Integer.toString(retryAfterSeconds)));
    }

    /** The edge refuses the body. */
    static Problem of(RefusedBodyException e) {
        return new Problem(
                e.status(),
                e.title(),
                VisibleText.excerpt(e),
                Optional.empty(),
                e.retrySeconds()
                        .map(seconds -> Map.of("Retry-After", Integer.toString(seconds)))
                        .orElse(Map.of()));
    }

    /** A fault of ours; the log has its cause under this id. */
    static Problem fault(String errorId) {
        return of(
                500, "Internal error", "this is an internal error; the log lists it as " + errorId);
    }

    /** An error that the HTTP server itself raises. */
    static Problem ofStatus(int status, String title, String detail, Map<String, String> headers) {
        return new Problem(status, title, detail, Optional.empty(), headers);
    }

    byte[] json() {
        ByteArrayOutputStream out = new ByteArrayOutputStream(256);
        try (JsonGenerator json = JSON.createGenerator(ObjectWriteContext.empty(), out)) {
            write(json);
        }
        return out.toByteArray();
    }

    /** Writes the problem as an object, where it is part of an answer. */
    void write(JsonGenerator json) {
        json.writeStartObject();
        json.writeStringProperty("title", title);
        json.writeNumberProperty("status", status);
        json.writeStringProperty("detail", detail);
        if (field.isPresent()) {
            json.writeStringProperty("field", field.get());
        }
        if (quota.isPresent()) {
            json.writeStringProperty("quota", quota.get().name());
            json.writeNumberProperty("limit", quota.get().limit());
        }
        if (reason.isPresent()) {
            json.writeStringProperty("reason", reason.get());
        }
        json.writeEndObject();
    }
}
