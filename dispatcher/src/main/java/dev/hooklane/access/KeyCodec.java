package dev.hooklane.access;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.hooklane.event.AccountId;
import dev.hooklane.event.VisibleText;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * The records of the access topic: a key's under its id, and when it was used last under {@code
 * use/} and its id.
 */
public final class KeyCodec {
    private static final int VERSION = 1;
    private static final String USE = "use/";
    private static final JsonMapper JSON = JsonMapper.shared();

    private KeyCodec() {}

    /** Returns the record key of an API key. */
    public static byte[] key(ApiKeyId id) {
        return id.value().getBytes(UTF_8);
    }

    /** Returns the record key of an API key's last use. */
    public static byte[] useKey(ApiKeyId id) {
        return (USE + id.value()).getBytes(UTF_8);
    }

    /** Reports whether the record is about a key's use. */
    public static boolean isUse(byte[] key) {
        return new String(key, UTF_8).startsWith(USE);
    }

    /** Returns the API key that a record is about. */
    public static ApiKeyId id(byte[] key) {
        String text = new String(key, UTF_8);
        return new ApiKeyId(text.startsWith(USE) ? text.substring(USE.length()) : text);
    }

    public static byte[] write(ApiKey key) {
        ObjectNode json = JSON.createObjectNode();
        json.put("v", VERSION);
        json.put("id", key.id().value());
        json.put("name", key.name());
        json.put("role", key.role().wireName());
        key.account().ifPresent(account -> json.put("account", account.value()));
        json.put("hash", key.hash());
        json.put("createdBy", key.createdBy());
        json.put("createdAt", key.createdAt().toString());
        key.expiresAt().ifPresent(at -> json.put("expiresAt", at.toString()));
        key.revokedAt().ifPresent(at -> json.put("revokedAt", at.toString()));
        key.owner().ifPresent(owner -> json.put("owner", owner));
        return JSON.writeValueAsBytes(json);
    }

    /**
     * Reads the key from a record's value.
     *
     * @throws IllegalArgumentException if it can't be read
     */
    public static ApiKey read(byte[] value) {
        try {
            JsonNode json = JSON.readTree(value);
            if (json.path("v").asInt(0) != VERSION) {
                throw new IllegalArgumentException(
                        "key record has version %s; this release reads %d"
                                .formatted(json.path("v"), VERSION));
            }
            return new ApiKey(
                    new ApiKeyId(json.required("id").asString()),
                    json.required("name").asString(),
                    KeyRole.ofWireName(json.required("role").asString()),
                    text(json, "account").map(AccountId::new),
                    json.required("hash").asString(),
                    json.required("createdBy").asString(),
                    Instant.parse(json.required("createdAt").asString()),
                    text(json, "expiresAt").map(Instant::parse),
                    text(json, "revokedAt").map(Instant::parse),
                    text(json, "owner"));
        } catch (JacksonException | DateTimeException e) {
            throw new IllegalArgumentException(
                    "key record is not readable: " + VisibleText.excerpt(e), e);
        }
    }

    static byte[] writeUse(Instant at) {
        return at.toString().getBytes(UTF_8);
    }

    /**
     * Reads when a key was used from a record's value.
     *
     * @throws IllegalArgumentException if it can't be read
     */
    static Instant readUse(byte[] value) {
        try {
            return Instant.parse(new String(value, UTF_8));
        } catch (DateTimeException e) {
            throw new IllegalArgumentException(
                    "use of a key is not readable: " + VisibleText.excerpt(e), e);
        }
    }

    private static Optional<String> text(JsonNode json, String field) {
        return Optional.ofNullable(json.get(field)).map(JsonNode::asString);
    }
}
