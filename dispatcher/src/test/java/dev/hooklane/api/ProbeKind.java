package dev.hooklane.api;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/** What a parameter or a field of the API names, as far as it belongs to an account. */
enum ProbeKind {
    ACCOUNT("acct_probe_absent"),
    ENDPOINT("ep_0000000000000000"),
    EVENT("evt_probe_absent"),
    ORIGIN("0@999999999"),
    REJECTED("0@999999998"),
    DELIVERY("dlv_" + "0".repeat(38)),
    KEY("key_0000000000000000"),
    REPLAY("rpl_0000000000000000"),
    ERASURE("ers_0000000000000000"),
    LINK("lnk_0000000000000000"),
    /** Of the installation: every account may read it. */
    EVENT_TYPE("probe.absent"),
    /** Of the installation: only operators and viewers may read it. */
    SOURCE("probe-absent"),
    /** The place where a list goes on. */
    CURSOR("none");

    private static final Map<String, ProbeKind> OF_SCHEMA =
            Map.of(
                    "AccountId", ACCOUNT,
                    "EndpointId", ENDPOINT,
                    "DeliveryId", DELIVERY,
                    "KeyId", KEY,
                    "ReplayId", REPLAY,
                    "ErasureId", ERASURE,
                    "PortalLinkId", LINK,
                    "Origin", ORIGIN,
                    "EventTypeName", EVENT_TYPE,
                    "SourceName", SOURCE);
    private static final Map<String, ProbeKind> OF_NAME =
            Map.of(
                    "event", EVENT,
                    "key", KEY,
                    "target", ENDPOINT,
                    "search", ENDPOINT,
                    "cursor", CURSOR);

    /** Texts that name nothing of an account's. */
    private static final Set<String> PLAIN =
            Set.of(
                    "type",
                    "cluster",
                    "registry",
                    "wait",
                    "reason",
                    "file",
                    "url",
                    "description",
                    "timestamp",
                    "name",
                    "overlap",
                    "owner",
                    "secret",
                    "expiresIn",
                    "lasts",
                    "timeout");

    private final String absent;

    ProbeKind(String absent) {
        this.absent = absent;
    }

    /** A value of the right form that names nothing. */
    String absent() {
        return absent;
    }

    /**
     * Returns what a parameter of this name and schema names; empty for what is no account's.
     *
     * @throws AssertionError if the document doesn't tell
     */
    static Optional<ProbeKind> of(String operation, String name, JsonNode schema) {
        String path = operation.substring(operation.indexOf(' ') + 1);
        JsonNode item = schema.has("items") ? schema.path("items") : schema;
        String reference = item.path("$ref").asString("");
        ProbeKind kind = OF_SCHEMA.get(reference.substring(reference.lastIndexOf('/') + 1));
        if (kind == ORIGIN && path.startsWith("/v1/rejected")) {
            return Optional.of(REJECTED);
        } else if (kind != null) {
            return Optional.of(kind);
        } else if (name.equals("id") && path.startsWith("/v1/events")) {
            return Optional.of(EVENT);
        } else if (name.equals("id") && path.startsWith("/v1/portal-links")) {
            return Optional.of(LINK);
        }
        ProbeKind named = OF_NAME.get(name);
        if (named == null
                && item.path("type").asString("").equals("string")
                && !item.has("enum")
                && !PLAIN.contains(name)
                && !schema.has("items")) {
            throw new AssertionError(
                    "'%s' of %s may name a thing of an account's: say so in ProbeKind"
                            .formatted(name, operation));
        }
        return Optional.ofNullable(named);
    }
}
