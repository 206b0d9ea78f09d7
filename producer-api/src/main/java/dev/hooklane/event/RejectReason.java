package dev.hooklane.event;

/**
 * Why a record was not accepted; {@link #code} is stable, it stands in record headers and metrics.
 */
public enum RejectReason {
    NOT_JSON("not_json"),
    DUPLICATE_KEY("duplicate_key"),
    TOO_DEEP("too_deep"),
    TOO_LARGE("too_large"),
    NO_ID("no_id"),
    BAD_ID("bad_id"),
    ID_REUSED("id_reused"),
    NO_TYPE("no_type"),
    UNKNOWN_TYPE("unknown_type"),
    ARCHIVED_TYPE("archived_type"),
    BAD_TIMESTAMP("bad_timestamp"),
    NO_DATA("no_data"),
    BAD_DATA("bad_data"),
    SCHEMA_MISMATCH("schema_mismatch"),
    BAD_CLOUD_EVENT("bad_cloud_event"),
    NO_ACCOUNT("no_account"),
    BAD_ACCOUNT("bad_account"),

    /** Hooklane failed on it: the record may be an event as it should be. */
    INTERNAL_ERROR("internal_error");

    private final String code;

    RejectReason(String code) {
        this.code = code;
    }

    /** The reason's name on the wire, such as {@code too_large}. */
    public String code() {
        return code;
    }
}
