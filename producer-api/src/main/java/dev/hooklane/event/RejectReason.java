package dev.hooklane.event;

/** Why a record was rejected. The {@link #code} is stable; record headers and metrics use it. */
public enum RejectReason {
    /** The value is missing, is not UTF-8, or is not exactly one JSON object. */
    NOT_JSON("not_json"),
    /** A JSON object has the same key twice. */
    DUPLICATE_KEY("duplicate_key"),
    /** Objects and arrays are nested more than 500 levels deep; the event itself counts as 1. */
    TOO_DEEP("too_deep"),
    /** The canonical payload is larger than {@link Payload#MAX_BYTES}. */
    TOO_LARGE("too_large"),
    /** The event has no id. */
    NO_ID("no_id"),
    /** The id is not a string, or not a valid {@link EventId}. */
    BAD_ID("bad_id"),
    /** Another event with this id, but with another type or other data, was published before. */
    ID_REUSED("id_reused"),
    /** The event has no type. */
    NO_TYPE("no_type"),
    /** The type is not a string, or not in the catalogue. */
    UNKNOWN_TYPE("unknown_type"),
    /** The type was archived in the catalogue before the event was published. */
    ARCHIVED_TYPE("archived_type"),
    /** The type is one of Hooklane's own, and the record was not written by Hooklane. */
    FORGED("forged"),
    /** The timestamp is not a string in RFC 3339, or is outside the years 1970 to 9999. */
    BAD_TIMESTAMP("bad_timestamp"),
    /** The event has no data. */
    NO_DATA("no_data"),
    /** The data is not a JSON object. */
    BAD_DATA("bad_data"),
    /** The data does not match the schema of the event type. */
    SCHEMA_MISMATCH("schema_mismatch"),
    /** The CloudEvent's {@code specversion} is not 1.0, or its format is not JSON. */
    BAD_CLOUD_EVENT("bad_cloud_event"),
    /** The record names no account. */
    NO_ACCOUNT("no_account"),
    /** The record's account is not a valid {@link AccountId}. */
    BAD_ACCOUNT("bad_account"),

    /** Hooklane failed to process the record, which may be a valid event. */
    INTERNAL_ERROR("internal_error");

    private final String code;

    RejectReason(String code) {
        this.code = code;
    }

    /** Returns the reason's name on the wire, such as {@code too_large}. */
    public String code() {
        return code;
    }
}
