package dev.hooklane.manifest;

import java.util.Arrays;
import java.util.Optional;

/** A list in a manifest, in the order in which they are written and restored. */
public enum Section {
    EVENT_TYPES("eventTypes", "eventType", "name", "{\"schema\":null,\"archived\":false}"),
    QUOTAS("quotas", "quotas", "account", "{}"),
    ENDPOINTS(
            "endpoints",
            "endpoint",
            "id",
            """
            {"description":"","filter":null,"headers":{},"authorization":null,"tls":null,"timeout":null,
            "maxInFlight":null,"rateLimit":null,"ordered":false,"schedule":null,"signature":"hmac",
            "state":"enabled"}
            """),
    KEYS("keys", "key", "id", "{\"account\":null,\"expiresAt\":null}");

    private final String label;
    private final String kind;
    private final String idField;
    private final String defaults;

    Section(String label, String kind, String idField, String defaults) {
        this.label = label;
        this.kind = kind;
        this.idField = idField;
        this.defaults = defaults;
    }

    /** Returns its key in the file. */
    public String label() {
        return label;
    }

    /** Returns what the API calls one of its objects. */
    public String kind() {
        return kind;
    }

    /** Returns the field that tells its objects apart. */
    public String idField() {
        return idField;
    }

    /** Returns the values that fields have where a manifest leaves them out, as JSON. */
    String defaults() {
        return defaults;
    }

    /** Returns the section of objects that the API calls so. */
    public static Optional<Section> ofKind(String kind) {
        return Arrays.stream(values()).filter(each -> each.kind.equals(kind)).findFirst();
    }
}
