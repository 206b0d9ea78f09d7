package dev.hooklane.endpoint;

import dev.hooklane.event.AccountId;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * An endpoint's record on the endpoints topic. The key is {@code <account>/<endpoint>}; the value
 * is JSON with the secrets encrypted, and from version 2 on the URL and headers too. Version 3 has
 * signing keys. Version 4 has what the endpoint's server asks of clients; it is written only where
 * there is such a thing, so that a release that does not know it sends nothing without it. A null
 * value means the endpoint was deleted.
 */
public final class EndpointCodec {
    /** The version of records with a {@link ServerAccess}, whichever form the others have. */
    static final int WITH_ACCESS = 4;

    private static final JsonMapper JSON = JsonMapper.shared();

    /** A placeholder for a URL that can't be read; nothing is ever sent to it. */
    private static final URI UNREADABLE_URL = URI.create("https://unreadable.invalid/");

    private final SecretCipher cipher;
    private final EndpointReading reading;
    private final Form form;

    /** How a record is written; both forms are read. */
    public enum Form {
        /** Version 1, which earlier releases read: URL and headers in clear. */
        SECRETS_SEALED(1),
        /** Version 2: URL and headers encrypted, too. */
        ALL_SEALED(2);

        final int version;

        Form(int version) {
            this.version = version;
        }
    }

    /** Returns the version in a value that begins with it, as all do that {@link #write} makes. */
    private static int version(byte[] value) {
        boolean begins =
                value.length > 6
                        && new String(value, 0, 5, StandardCharsets.ISO_8859_1).equals("{\"v\":")
                        && value[6] == ',';
        return begins ? value[5] - '0' : 0;
    }

    private static int versionOf(JsonNode json, Form form) {
        if (json.path("v").asInt(0) == WITH_ACCESS) {
            // What makes it that version is sealed.
            return WITH_ACCESS;
        }
        return json.has(SigningKeyJson.SIGNING_KEYS) ? SigningKeyJson.VERSION : form.version;
    }

    /** Returns the codec that encrypts all credentials. */
    public EndpointCodec(SecretCipher cipher) {
        this(cipher, Form.ALL_SEALED);
    }

    public EndpointCodec(SecretCipher cipher, Form form) {
        this.cipher = cipher;
        this.reading = new EndpointReading(cipher);
        this.form = form;
    }

    /**
     * Returns the codec of an instance that fans out only: it needs to know which events an
     * endpoint wants, but not where they are sent. All endpoints are sealed there, as they should
     * be.
     */
    public static EndpointCodec withoutKey() {
        return new EndpointCodec(new NoKey());
    }

    /**
     * Returns the codec of records that are encrypted as a whole: all credentials are in clear. The
     * same endpoint has the same bytes each time.
     */
    public static EndpointCodec inClear() {
        return new EndpointCodec(new InClear());
    }

    /**
     * Reports whether a sealed endpoint is one that this instance should have been able to open.
     */
    public boolean opens() {
        return !(cipher instanceof NoKey);
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
     * Returns the value of the endpoint's record. A secret, or URL and headers, that could not be
     * opened are written back unchanged.
     *
     * @throws IllegalArgumentException if the endpoint's record could not be read
     */
    public byte[] write(Endpoint endpoint) {
        if (!endpoint.isReadable()) {
            throw new IllegalArgumentException(
                    "endpoint %s is not readable and can't be written".formatted(endpoint.id()));
        }
        ObjectNode json = JSON.createObjectNode();
        boolean signs = !endpoint.signingKeys().isEmpty();
        boolean hasAccess = !endpoint.access().isNone();
        boolean sealed =
                form == Form.ALL_SEALED || endpoint.unopened().isPresent() || signs || hasAccess;
        int version = signs ? SigningKeyJson.VERSION : (sealed ? Form.ALL_SEALED : form).version;
        json.put("v", hasAccess ? WITH_ACCESS : version);
        json.put("id", endpoint.id().value());
        json.put("account", endpoint.account().value());
        if (sealed) {
            json.put("origin", Origin.of(endpoint.url()).text());
            json.put("sealed", endpoint.unopened().orElseGet(() -> credentials(endpoint)));
        } else {
            json.put("url", endpoint.urlText());
            endpoint.headers().forEach(json.putObject("headers")::put);
        }
        json.put("description", endpoint.description());
        ArrayNode types = json.putArray("eventTypes");
        endpoint.eventTypes().patterns().forEach(types::add);
        endpoint.eventTypes()
                .filter()
                .ifPresent(filter -> json.set("filter", JSON.readTree(filter.json())));
        SettingsJson.write(endpoint.settings(), json);
        json.put("state", endpoint.state().name());
        if (endpoint.state() instanceof EndpointState.Disabled(String reason)) {
            json.put("disabledReason", reason);
        }
        ArrayNode secrets = json.putArray("secrets");
        for (EndpointSecret secret : endpoint.secrets()) {
            ObjectNode node = secrets.addObject();
            node.put("sealed", asSealed(endpoint.id(), secret));
            node.put("createdAt", secret.createdAt().toString());
            secret.validUntil().ifPresent(until -> node.put("validUntil", until.toString()));
        }
        SigningKeyJson.write(endpoint, cipher, json);
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
            return reading.read(JSON.readTree(value));
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

    /** Returns the ids of the keys that the endpoint's sealed parts need. */
    public Set<String> keysOf(Endpoint endpoint) {
        return Stream.of(
                        endpoint.unopened().stream(),
                        endpoint.secrets().stream()
                                .filter(EndpointSecret::sealed)
                                .map(EndpointSecret::asWritten),
                        endpoint.signingKeys().stream()
                                .filter(SigningKey::sealed)
                                .map(SigningKey::privateKey))
                .flatMap(each -> each)
                .flatMap(sealed -> cipher.keyOf(sealed).stream())
                .collect(Collectors.toSet());
    }

    private String credentials(Endpoint endpoint) {
        return new EndpointCredentials(
                        endpoint.url(), endpoint.headers(), endpoint.access(), endpoint.managed())
                .seal(cipher, endpoint.account(), endpoint.id());
    }

    private String asSealed(EndpointId endpoint, EndpointSecret secret) {
        return secret.sealed() ? secret.asWritten() : cipher.seal(endpoint, secret.text());
    }

    /**
     * Reports whether a record's value is sealed with another key, or has another form, than {@link
     * #write} would give it.
     *
     * @throws IllegalArgumentException if the value can't be read
     */
    public boolean isSealedByOtherKey(byte[] value) {
        // Most installations have only one key, so a million records need not be read twice.
        int version = version(value);
        boolean hasForm = version == form.version || version >= SigningKeyJson.VERSION;
        if (hasForm && !cipher.hasOtherKeys()) {
            return false;
        }
        try {
            JsonNode json = JSON.readTree(value);
            return json.path("v").asInt(0) != versionOf(json, form)
                    || SigningKeyJson.isSealedByOtherKey(json, cipher)
                    || (json.has("sealed") && !cipher.isCurrent(json.path("sealed").asString("")))
                    || json.path("secrets").values().stream()
                            .anyMatch(secret ->
                                    !cipher.isCurrent(secret.path("sealed").asString("")));
        } catch (JacksonException e) {
            throw new IllegalArgumentException(
                    "endpoint record is not readable: " + e.getOriginalMessage(), e);
        }
    }
}
