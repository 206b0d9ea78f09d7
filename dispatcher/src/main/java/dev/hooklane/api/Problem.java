package dev.hooklane.api;

import dev.hooklane.access.LinkEnd;
import dev.hooklane.edge.RefusedBodyException;
import dev.hooklane.event.VisibleText;
import dev.hooklane.problem.ProblemCode;
import dev.hooklane.quota.QuotaExceededException;
import java.io.ByteArrayOutputStream;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/**
 * Why a request failed, as <a href="https://www.rfc-editor.org/rfc/rfc9457">RFC 9457</a> problem
 * JSON.
 *
 * @param code the kind, with its status and title
 * @param detail one sentence naming the thing, the value and the limit
 * @param field the field of the body, or the parameter, that is to blame
 * @param headers of the response
 * @param quota the quota that is exceeded
 * @param reason why a portal link or its session lets nobody in, as a word
 */
record Problem(
        ProblemCode code,
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

    private Problem(
            ProblemCode code, String detail, Optional<String> field, Map<String, String> headers) {
        this(code, detail, field, headers, Optional.empty(), Optional.empty());
    }

    private static Problem of(ProblemCode code, String detail) {
        return of(code, detail, Map.of());
    }

    private static Problem of(ProblemCode code, String detail, Map<String, String> headers) {
        return new Problem(code, detail, Optional.empty(), headers);
    }

    private static Problem of(ProblemCode code, String detail, String field) {
        return new Problem(code, detail, Optional.of(field), Map.of());
    }

    private static Map<String, String> retryAfter(int seconds) {
        return Map.of("Retry-After", Integer.toString(seconds));
    }

    /** The request itself can't be read. */
    static ProblemException malformed(String detail) {
        return new ProblemException(of(ProblemCode.MALFORMED_REQUEST, detail));
    }

    /** A parameter of the URL is wrong. */
    static ProblemException badParameter(String name, String detail) {
        return new ProblemException(of(ProblemCode.BAD_PARAMETER, detail, name));
    }

    static ProblemException badCursor(String name, String detail) {
        return new ProblemException(of(ProblemCode.BAD_CURSOR, detail, name));
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
        return invalid(ProblemCode.INVALID_FIELD, field, detail);
    }

    /** Does the same for a kind of its own. */
    static ProblemException invalid(ProblemCode code, String field, String detail) {
        return new ProblemException(of(code, detail, field));
    }

    static ProblemException tooLarge(String detail) {
        return new ProblemException(of(ProblemCode.TOO_LARGE, detail));
    }

    static ProblemException unsupportedEncoding(String detail) {
        return new ProblemException(
                of(
                        ProblemCode.UNSUPPORTED_MEDIA_TYPE,
                        detail,
                        Map.of("Accept-Encoding", "identity")));
    }

    static ProblemException notFound(String detail) {
        return new ProblemException(of(ProblemCode.NOT_FOUND, detail));
    }

    /** Things are not as the request needs them. */
    static ProblemException conflict(ProblemCode code, String detail) {
        return new ProblemException(of(code, detail));
    }

    /** The same request is still running. */
    static ProblemException stillRunning(String detail, int retryAfterSeconds) {
        return new ProblemException(
                of(ProblemCode.STILL_RUNNING, detail, retryAfter(retryAfterSeconds)));
    }

    /** The client has not seen the current version. */
    static ProblemException preconditionFailed(String detail) {
        return new ProblemException(of(ProblemCode.PRECONDITION_FAILED, detail));
    }

    static ProblemException unauthorized(String detail) {
        return unauthorized(ProblemCode.UNAUTHORIZED, detail, Optional.empty());
    }

    /** A portal link, or the session of one, lets nobody in. */
    static ProblemException ended(LinkEnd end, String detail) {
        return unauthorized(ProblemCode.LINK_ENDED, detail, Optional.of(end.wireName()));
    }

    private static ProblemException unauthorized(
            ProblemCode code, String detail, Optional<String> reason) {
        return new ProblemException(
                new Problem(
                        code,
                        detail,
                        Optional.empty(),
                        Map.of("WWW-Authenticate", "Bearer realm=\"hooklane\""),
                        Optional.empty(),
                        reason));
    }

    static ProblemException forbidden(String detail) {
        return new ProblemException(of(ProblemCode.FORBIDDEN, detail));
    }

    static ProblemException tooManyTries(String detail, int retryAfterSeconds) {
        return new ProblemException(
                of(ProblemCode.TOO_MANY_REQUESTS, detail, retryAfter(retryAfterSeconds)));
    }

    static ProblemException tooManyWrongKeys(String detail, int retryAfterSeconds) {
        return new ProblemException(
                of(ProblemCode.TOO_MANY_WRONG_KEYS, detail, retryAfter(retryAfterSeconds)));
    }

    /** The account has or does too much: 429 if time helps, 422 otherwise. */
    static ProblemException quotaExceeded(QuotaExceededException e) {
        String name = e.quota().wireName();
        Map<String, String> headers = new TreeMap<>();
        e.retryAfter()
                .map(wait -> Math.max(1, RateLimitHeaders.seconds(wait)))
                .ifPresent(seconds -> {
                    headers.putAll(retryAfter(seconds));
                    if (e.quota().isRate()) {
                        headers.put(
                                RateLimitHeaders.LEFT, "\"%s\";r=0;t=%d".formatted(name, seconds));
                    }
                });
        return new ProblemException(
                new Problem(
                        e.retryAfter().isPresent()
                                ? ProblemCode.RATE_EXCEEDED
                                : ProblemCode.QUOTA_EXCEEDED,
                        VisibleText.excerpt(e),
                        Optional.empty(),
                        headers,
                        Optional.of(new ExceededQuota(name, e.limit())),
                        Optional.empty()));
    }

    /** The request can't be done now; it may succeed later. */
    static Problem unavailable(String detail, int retryAfterSeconds) {
        return unavailable(ProblemCode.UNAVAILABLE, detail, retryAfterSeconds);
    }

    /** Does the same for a kind of its own. */
    static Problem unavailable(ProblemCode code, String detail, int retryAfterSeconds) {
        return of(code, detail, retryAfter(retryAfterSeconds));
    }

    /** The edge refuses the body. */
    static Problem of(RefusedBodyException e) {
        return of(
                e.code(),
                VisibleText.excerpt(e),
                e.retrySeconds().map(Problem::retryAfter).orElse(Map.of()));
    }

    /** A fault of ours; the log has its cause under this id. */
    static Problem fault(String errorId) {
        return of(
                ProblemCode.INTERNAL_ERROR,
                "this is an internal error; the log lists it as " + errorId);
    }

    /** An error that the HTTP server itself raises. */
    static Problem ofServer(ProblemCode code, String detail, Map<String, String> headers) {
        return of(code, detail, headers);
    }

    int status() {
        return code.status();
    }

    /**
     * Returns the problem as a whole answer.
     *
     * @param requestId of the request that is answered
     */
    byte[] json(String requestId) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(512);
        try (JsonGenerator json = JSON.createGenerator(ObjectWriteContext.empty(), out)) {
            json.writeStartObject();
            writeFields(json);
            json.writeStringProperty("requestId", requestId);
            json.writeEndObject();
        }
        return out.toByteArray();
    }

    /** Writes the problem as an object, where it is part of an answer. */
    void write(JsonGenerator json) {
        json.writeStartObject();
        writeFields(json);
        json.writeEndObject();
    }

    private void writeFields(JsonGenerator json) {
        json.writeStringProperty("type", code.type());
        json.writeStringProperty("title", code.title());
        json.writeNumberProperty("status", code.status());
        json.writeStringProperty("detail", detail);
        json.writeStringProperty("code", code.code());
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
    }
}
