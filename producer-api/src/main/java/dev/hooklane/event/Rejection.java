package dev.hooklane.event;

/**
 * Carries a {@link RejectReason} out of a deeply nested document. It has no stack trace, because it
 * is not a fault of Hooklane.
 */
final class Rejection extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final RejectReason reason;
    private final String detail;

    Rejection(RejectReason reason, String detail) {
        super(detail, null, false, false);
        this.reason = reason;
        this.detail = detail;
    }

    RejectReason reason() {
        return reason;
    }

    String detail() {
        return detail;
    }
}
