package dev.hooklane.client;

/** Says in one line why the API did not fulfil a request. */
public final class ApiException extends RuntimeException {
    /** The status if there was no answer. */
    public static final int NO_ANSWER = 0;

    private static final int TOO_MANY = 429;
    private static final int SERVER_TROUBLE = 500;
    private static final long serialVersionUID = 1L;

    private final int status;
    private final String detail;
    private final String field;
    private final String reason;
    private final String requestId;

    ApiException(int status, String message) {
        this(status, message, message, "", "", "");
    }

    ApiException(
            int status,
            String message,
            String detail,
            String field,
            String reason,
            String requestId) {
        super(message);
        this.status = status;
        this.detail = detail;
        this.field = field;
        this.reason = reason;
        this.requestId = requestId;
    }

    /** Returns the HTTP status, or {@link #NO_ANSWER}. */
    public int status() {
        return status;
    }

    /**
     * Reports whether the same request may be answered later: there was no answer, too many
     * requests, or trouble on the other side.
     */
    public boolean mayPass() {
        return status == NO_ANSWER || status == TOO_MANY || status >= SERVER_TROUBLE;
    }

    /** Returns the reason that the API gave; empty if it gave none. */
    public String detail() {
        return detail;
    }

    /** Returns the field or parameter that is to blame; empty if none is. */
    public String field() {
        return field;
    }

    /**
     * Returns the id of the request, under which the API's log has it; empty if none is known, or
     * if the client itself is to blame.
     */
    public String requestId() {
        return requestId;
    }

    /** Returns why a portal link lets nobody in, as a word; empty for anything else. */
    public String reason() {
        return reason;
    }
}
