package dev.hooklane.endpoint;

import dev.hooklane.event.AccountId;
import dev.hooklane.filter.EventFilter;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * An endpoint's record on the endpoints topic. The key is {@code <account>/<endpoint>}; the value
 * is JSON with the secrets encrypted. A null value means the endpoint was deleted.
 */
public final class EndpointCodec {
    private static final int VERSION = 1;
    private static final JsonMapper JSON = JsonMapper.shared();

    /** A placeholder for a URL that can't be read; nothing is ever sent to it. */
    private static final URI UNREADABLE_URL = URI.create("https://unreadable.invalid/");

    private final SecretCipher cipher;

    public EndpointCodec(SecretCipher cipher) {
        this.cipher = cipher;
    }

    public static byte[] key(AccountId account, EndpointId endpoint) {
        return (account.value() + "/" + endpoint.value()).getBytes(StandardCharsets.UTF_8);
    }

    /**
     * Returns the account in a record's key.
     *
     * @throws IllegalArgumentException if the key is not {@code <account>/<endpoint>}
     */
    public static AccountId accountOf(byte[] key) {
        String text = new String(key, StandardCharsets.UTF_8);
        return new AccountId(text.substring(0, Math.max(0, text.indexOf('/'))));
    }

    /**
     * Returns the endpoint in a record's key.
     *
     * @throws IllegalArgumentException if the key is not {@code <account>/<endpoint>}
     */
    public static EndpointId endpointOf(byte[] key) {
        String text = new String(key, StandardCharsets.UTF_8);
        return new EndpointId(text.substring(text.indexOf('/') + 1));
    }

    /**
     * Returns the value of the endpoint's record. A secret that could not be opened is written back
     * unchanged.
     *
     * @throws IllegalArgumentException if the endpoint's record could not be read
     */
    public byte[] write(Endpoint endpoint) {
        if (!endpoint.isReadable()) {
            throw new IllegalArgumentException(
                    "endpoint %s is not readable and can't be written".formatted(endpoint.id()));
        }
        ObjectNode json = JSON.createObjectNode();
        json.put("v", VERSION);
        json.put("id", endpoint.id().value());
        json.put("account", endpoint.account().value());
        json.put("url", endpoint.url().toString());
        json.put("description", endpoint.description());
        ArrayNode types = json.putArray("eventTypes");
        endpoint.eventTypes().patterns().forEach(types::add);
        endpoint.eventTypes()
                .filter()
                .ifPresent(filter -> json.set("filter", JSON.readTree(filter.json())));
        ObjectNode headers = json.putObject("headers");
        endpoint.headers().forEach(headers::put);
        SettingsJson.write(endpoint.settings(), json);
        json.put("state", endpoint.state().name());
        if (endpoint.state() instanceof EndpointState.Disabled(String reason)) {
            json.put("disabledReason", reason);
        }
        ArrayNode secrets = json.putArray("secrets");
        for (EndpointSecret secret : endpoint.secrets()) {
            ObjectNode node = secrets.addObject();
            node.put("sealed", sealed(endpoint.id(), secret));
            node.put("createdAt", secret.createdAt().toString());
            secret.validUntil().ifPresent(until -> node.put("validUntil", until.toString()));
        }
        json.put("createdAt", endpoint.createdAt().toString());
        json.put("updatedAt", endpoint.updatedAt().toString());
        return JSON.writeValueAsBytes(json);
    }

    /**
     * Returns the endpoint in a record's value.
     *
     * @throws IllegalArgumentException if the value can't be read, or its secrets can't be
     *     decrypted
     */
    public Endpoint read(byte[] value) {
        Endpoint endpoint = readWithoutKey(value);
        if (endpoint.isSealed()) {
            throw new IllegalArgumentException(
                    "endpoint %s: no key of secrets.key decrypts its secret"
                            .formatted(endpoint.id()));
        }
        return endpoint;
    }

    /**
     * Returns the endpoint in a record's value, sealed if no key decrypts its secrets.
     *
     * @throws IllegalArgumentException if the value can't be read
     */
    public Endpoint readWithoutKey(byte[] value) {
        try {
            return read(JSON.readTree(value));
        } catch (JacksonException | DateTimeException e) {
            throw new IllegalArgumentException(
                    "endpoint record is not readable: " + e.getMessage(), e);
        }
    }

    /**
     * Returns a sealed endpoint for a record that can't be read. It subscribes to the types that
     * can still be read from the record, otherwise to those of {@code before}, otherwise to all.
     *
     * @param before the endpoint's previous state, if it is known
     * @throws IllegalArgumentException if the key does not name an endpoint either
     */
    public static Endpoint unreadable(byte[] key, byte[] value, Optional<Endpoint> before) {
        return new Endpoint(
                endpointOf(key),
                accountOf(key),
                UNREADABLE_URL,
                "its record can't be read",
                typesIn(value)
                        .or(() -> before.map(Endpoint::eventTypes))
                        .orElseGet(() -> EventSelection.of(EventSelection.ALL)),
                Map.of(),
                EndpointSettings.defaults(),
                new EndpointState.Enabled(),
                List.of(EndpointSecret.unreadable()),
                before.map(Endpoint::createdAt).orElse(Instant.EPOCH),
                before.map(Endpoint::updatedAt).orElse(Instant.EPOCH));
    }

    private static Optional<EventSelection> typesIn(byte[] value) {
        try {
            List<String> types = new ArrayList<>();
            JSON.readTree(value).required("eventTypes").forEach(type -> types.add(type.asString()));
            return Optional.of(new EventSelection(types));
        } catch (JacksonException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** Returns the ids of the keys that the endpoint's sealed secrets need. */
    public Set<String> keysOf(Endpoint endpoint) {
        return endpoint.secrets().stream()
                .filter(EndpointSecret::sealed)
                .flatMap(secret -> cipher.keyOf(secret.asWritten()).stream())
                .collect(Collectors.toSet());
    }

    private String sealed(EndpointId endpoint, EndpointSecret secret) {
        return secret.sealed() ? secret.asWritten() : cipher.seal(endpoint, secret.text());
    }

    /**
     * Reports whether a secret in a record's value is sealed with another key than new secrets are.
     *
     * @throws IllegalArgumentException if the value can't be read
     */
    public boolean isSealedByOtherKey(byte[] value) {
        // Most installations have only one key, so a million records need not be read twice.
        if (!cipher.hasOtherKeys()) {
            return false;
        }
        try {
            return JSON.readTree(value).path("secrets").values().stream()
                    .anyMatch(secret -> !cipher.isCurrent(secret.path("sealed").asString("")));
        } catch (JacksonException e) {
            throw new IllegalArgumentException(
                    "endpoint record is not readable: " + e.getOriginalMessage(), e);
        }
    }

    private Endpoint read(JsonNode json) {
        if (json.path("v").asInt(0) != VERSION) {
            throw new IllegalArgumentException(
                    "endpoint record has version %s; this release reads %d"
                            .formatted(json.path("v"), VERSION));
        }
        EndpointId id = new EndpointId(json.required("id").asString());
        List<String> types = new ArrayList<>();
        json.required("eventTypes").forEach(type -> types.add(type.asString()));
        Map<String, String> headers = new LinkedHashMap<>();
        json.required("headers")
                .properties()
                .forEach(entry -> headers.put(entry.getKey(), entry.getValue().asString()));
        List<EndpointSecret> secrets = new ArrayList<>();
        json.required("secrets").forEach(node -> secrets.add(secret(id, node)));
        return new Endpoint(
                id,
                new AccountId(json.required("account").asString()),
                URI.create(json.required("url").asString()),
                json.required("description").asString(),
                new EventSelection(
                        types, Optional.ofNullable(json.get("filter")).map(EventFilter::read)),
                headers,
                SettingsJson.read(json),
                state(json),
                secrets,
                Instant.parse(json.required("createdAt").asString()),
                Instant.parse(json.required("updatedAt").asString()));
    }

    private EndpointSecret secret(EndpointId endpoint, JsonNode node) {
        String sealed = node.required("sealed").asString();
        Instant createdAt = Instant.parse(node.required("createdAt").asString());
        Optional<Instant> validUntil =
                Optional.ofNullable(node.get("validUntil"))
                        .map(until -> Instant.parse(until.asString()));
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
