package dev.hooklane.problem;

import java.util.Arrays;
import java.util.Locale;

/**
 * A kind of problem that a client may handle by program. {@code docs/PROBLEMS.md} says when each
 * comes and what to do. A code keeps its meaning and its status.
 */
public enum ProblemCode {
    MALFORMED_REQUEST(400, "Malformed request"),
    BAD_PARAMETER(400, "Bad parameter"),
    BAD_CURSOR(400, "Bad cursor"),
    UNAUTHORIZED(401, "Unauthorized"),
    LINK_ENDED(401, "Portal link ended"),
    FORBIDDEN(403, "Forbidden"),
    NOT_FOUND(404, "Not found"),
    NO_SUCH_PATH(404, "No such path"),
    METHOD_NOT_ALLOWED(405, "Method not allowed"),
    BODY_TOO_SLOW(408, "Request timeout"),
    ANSWER_LOST(409, "Answer lost"),
    BUILT_IN_TYPE(409, "Built-in type"),
    CATALOGUE_FULL(409, "Catalogue full"),
    CHANGED_MEANWHILE(409, "Changed meanwhile"),
    ENDPOINT_NOT_ENABLED(409, "Endpoint not enabled"),
    EXISTS_ALREADY(409, "Exists already"),
    LISTENER_ENDED(409, "Listener ended"),
    LISTENER_ENDPOINT(409, "Endpoint of a listener"),
    NO_SIGNING_KEY(409, "No signing key"),
    NOT_A_DEAD_LETTER(409, "Not a dead letter"),
    PAYLOAD_GONE(409, "Payload gone"),
    REPLAY_ENDED(409, "Replay ended"),
    RETRY_UNDER_WAY(409, "Retry under way"),
    SOURCES_FULL(409, "Too many sources"),
    STILL_RUNNING(409, "Still running"),
    TOO_MANY_SECRETS(409, "Too many valid secrets"),
    TYPE_IN_USE(409, "Event type in use"),
    UNREADABLE_RECORD(409, "Unreadable record"),
    PRECONDITION_FAILED(412, "Precondition failed"),
    TOO_LARGE(413, "Too large"),
    UNSUPPORTED_MEDIA_TYPE(415, "Unsupported media type"),
    INVALID_FIELD(422, "Invalid field"),
    ARCHIVED_EVENT_TYPE(422, "Archived event type"),
    ENDPOINT_UNVERIFIED(422, "Endpoint unverified"),
    EVENT_ID_REUSED(422, "Event id reused"),
    IDEMPOTENCY_KEY_REUSED(422, "Idempotency key reused"),
    INVALID_MAPPING(422, "Invalid mapping"),
    QUOTA_EXCEEDED(422, "Quota exceeded"),
    SCHEMA_MISMATCH(422, "Schema mismatch"),
    UNKNOWN_EVENT_TYPE(422, "Unknown event type"),
    URL_NOT_ALLOWED(422, "URL not allowed"),
    TOO_MANY_REQUESTS(429, "Too many requests"),
    RATE_EXCEEDED(429, "Rate exceeded"),
    TOO_MANY_WRONG_KEYS(429, "Too many wrong keys"),
    HEADERS_TOO_LARGE(431, "Headers too large"),
    INTERNAL_ERROR(500, "Internal error"),
    UNAVAILABLE(503, "Unavailable"),
    BUSY(503, "Busy"),
    HISTORY_UNAVAILABLE(503, "History unavailable"),
    KAFKA_UNAVAILABLE(503, "Kafka unavailable");

    /**
     * Where the project publishes the page; it names a kind for ever, wherever an instance runs.
     */
    private static final String PAGE = "https://hooklane.dev/hooklane/blob/main/docs/PROBLEMS.md#";

    private static final int OUR_FAULT = 500;

    private final int status;
    private final String title;
    private final String code;

    ProblemCode(int status, String title) {
        this.status = status;
        this.title = title;
        this.code = name().toLowerCase(Locale.ROOT);
    }

    /** Returns the status that every answer with this code has. */
    public int status() {
        return status;
    }

    /** Returns the kind in words. */
    public String title() {
        return title;
    }

    /** Returns the word that clients compare with. */
    public String code() {
        return code;
    }

    /** Returns the URI of the kind: the place on the page that explains it. */
    public String type() {
        return PAGE + code;
    }

    /**
     * Returns the kind of an error that has nothing but a status: the most general of that status,
     * or of 400 and 500 if there is none.
     */
    public static ProblemCode ofStatus(int status) {
        return Arrays.stream(values())
                .filter(code -> code.status == status)
                .findFirst()
                .orElse(status < OUR_FAULT ? MALFORMED_REQUEST : INTERNAL_ERROR);
    }
}
