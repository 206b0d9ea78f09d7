package dev.hooklane.endpoint;

import dev.hooklane.endpoint.EndpointCodec.Form;
import dev.hooklane.event.AccountId;
import dev.hooklane.filter.EventFilter;
import dev.hooklane.owner.Managed;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Reads endpoints from the JSON of their records, whichever form those have. Any thread may use it.
 */
final class EndpointReading {
    private final SecretCipher cipher;
    private final SharedParts shared = new SharedParts();

    EndpointReading(SecretCipher cipher) {
        this.cipher = cipher;
    }

    /**
     * Returns the endpoint, sealed if no key opens its secrets or its URL.
     *
     * @throws IllegalArgumentException if it can't be read
     */
    Endpoint read(JsonNode json) {
        int version = json.path("v").asInt(0);
        if (version < Form.SECRETS_SEALED.version || version > EndpointCodec.WITH_ACCESS) {
            throw new IllegalArgumentException(
                    "endpoint record has version %s; this release reads %d to %d"
                            .formatted(
                                    json.path("v"),
                                    Form.SECRETS_SEALED.version,
                                    EndpointCodec.WITH_ACCESS));
        }
        EndpointId id = new EndpointId(json.required("id").asString());
        AccountId account = shared.same(new AccountId(json.required("account").asString()));
        Opened opened =
                version >= Form.ALL_SEALED.version
                        ? open(account, id, version, json)
                        : new Opened(EndpointCredentials.read(json), Optional.empty());
        List<String> types = new ArrayList<>();
        json.required("eventTypes").forEach(type -> types.add(type.asString()));
        Times times = new Times();
        Instant createdAt = times.read(json.required("createdAt"));
        Instant updatedAt = times.read(json.required("updatedAt"));
        List<EndpointSecret> secrets = new ArrayList<>();
        json.required("secrets").forEach(node -> secrets.add(secret(id, node, times)));
        return new Endpoint(
                id,
                account,
                opened.credentials().url(),
                shared.sameDescription(json.required("description").asString()),
                shared.same(
                        new EventSelection(
                                types,
                                Optional.ofNullable(json.get("filter")).map(EventFilter::read))),
                shared.sameHeaders(opened.credentials().headers()),
                shared.same(SettingsJson.read(json)),
                shared.same(state(json)),
                secrets,
                createdAt,
                updatedAt,
                opened.unopened(),
                SigningKeyJson.read(account, id, json, cipher),
                opened.credentials().access(),
                opened.credentials().managed());
    }

    /**
     * What of the URL and headers could be opened.
     *
     * @param unopened the text as written, where no key opens it
     */
    private record Opened(EndpointCredentials credentials, Optional<String> unopened) {}

    private Opened open(AccountId account, EndpointId id, int version, JsonNode json) {
        Origin origin = new Origin(json.required("origin").asString());
        String sealed = json.required("sealed").asString();
        try {
            return new Opened(
                    EndpointCredentials.open(cipher, account, id, origin, sealed),
                    Optional.empty());
        } catch (IllegalArgumentException e) {
            if (sealed.isEmpty()) {
                throw e;
            }
            // Of the URL only the origin is known; nothing is sent there.
            return new Opened(
                    new EndpointCredentials(
                            URI.create(origin.text() + "/"),
                            Map.of(),
                            version == EndpointCodec.WITH_ACCESS
                                    ? ServerAccess.UNOPENED
                                    : ServerAccess.NONE,
                            Managed.NONE),
                    Optional.of(sealed));
        }
    }

    /** Reads times; an endpoint that was never changed has the same one several times. */
    private static final class Times {
        private @Nullable String text;
        private Instant time = Instant.EPOCH;

        Instant read(JsonNode node) {
            String found = node.asString();
            if (!found.equals(text)) {
                time = InstantText.read(found);
                text = found;
            }
            return time;
        }
    }

    private EndpointSecret secret(EndpointId endpoint, JsonNode node, Times times) {
        String sealed = node.required("sealed").asString();
        Instant createdAt = times.read(node.required("createdAt"));
        Optional<Instant> validUntil = Optional.ofNullable(node.get("validUntil")).map(times::read);
        String text;
        try {
            text = cipher.open(endpoint, sealed);
        } catch (IllegalArgumentException e) {
            if (sealed.isEmpty()) {
                throw e;
            }
            return new EndpointSecret(sealed, createdAt, validUntil, true);
        }
        return new EndpointSecret(text, createdAt, validUntil);
    }

    private static EndpointState state(JsonNode json) {
        String name = json.required("state").asString();
        return switch (name) {
            case "enabled" -> new EndpointState.Enabled();
            case "paused" -> new EndpointState.Paused();
            case "disabled" -> new EndpointState.Disabled(json.path("disabledReason").asString(""));
            default ->
                    throw new IllegalArgumentException(
                            "endpoint state '%s' is not enabled, paused or disabled"
                                    .formatted(name));
        };
    }
}
