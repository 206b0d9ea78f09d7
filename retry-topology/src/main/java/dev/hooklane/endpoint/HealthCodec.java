package dev.hooklane.endpoint;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.hooklane.event.AccountId;
import dev.hooklane.event.VisibleText;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * An endpoint's health on the endpoints topic. The key is {@code <account>/<endpoint>/health}, the
 * value is JSON. A null value means healthy.
 */
public final class HealthCodec {
    private static final int VERSION = 1;
    private static final String SUFFIX = "/health";
    private static final byte[] SUFFIX_BYTES = SUFFIX.getBytes(UTF_8);
    private static final JsonMapper JSON = JsonMapper.shared();

    private HealthCodec() {}

    public static byte[] key(AccountId account, EndpointId endpoint) {
        return (account.value() + "/" + endpoint.value() + SUFFIX).getBytes(UTF_8);
    }

    /** Reports whether a record of the endpoints topic holds health rather than an endpoint. */
    public static boolean isKey(byte[] key) {
        int start = key.length - SUFFIX_BYTES.length;
        if (start < 0) {
            return false;
        }
        for (int i = 0; i < SUFFIX_BYTES.length; i++) {
            if (key[start + i] != SUFFIX_BYTES[i]) {
                return false;
            }
        }
        return true;
    }

    /**
     * Returns the endpoint in a record's key.
     *
     * @throws IllegalArgumentException if the key is not {@code <account>/<endpoint>/health}
     */
    public static EndpointId endpointOf(byte[] key) {
        String text = new String(key, UTF_8);
        int end = text.length() - SUFFIX.length();
        if (!isKey(key)) {
            throw new IllegalArgumentException("key '%s' does not end in /health".formatted(text));
        }
        int slash = text.indexOf('/');
        if (slash >= end) {
            throw new IllegalArgumentException("key '%s' names no endpoint".formatted(text));
        }
        return new EndpointId(text.substring(slash + 1, end));
    }

    public static byte[] write(EndpointHealth health) {
        ObjectNode json = JSON.createObjectNode();
        json.put("v", VERSION);
        json.put("of", health.version().toString());
        switch (health) {
            case EndpointHealth.Failing(_, Instant since, boolean told, FailureTally tally) -> {
                json.put("failingSince", since.toString()).put("told", told);
                json.put("countedMillis", tally.counted().toMillis());
                json.put("until", tally.until().toString());
                json.put("failures", tally.failures());
                json.put("delivery", tally.delivery());
                json.put("several", tally.several());
            }
            case EndpointHealth.Disabled(_, String reason, Instant at) ->
                    json.put("disabledAt", at.toString()).put("reason", reason);
        }
        return JSON.writeValueAsBytes(json);
    }

    /**
     * Returns the health in a record's value.
     *
     * @throws IllegalArgumentException if it can't be read
     */
    public static EndpointHealth read(byte[] value) {
        try {
            return read(JSON.readTree(value));
        } catch (JacksonException | DateTimeException e) {
            throw new IllegalArgumentException(
                    "endpoint's health record is not readable: " + VisibleText.excerpt(e), e);
        }
    }

    private static EndpointHealth read(JsonNode json) {
        if (json.path("v").asInt(0) != VERSION) {
            throw new IllegalArgumentException(
                    "endpoint's health record has version %s; this release reads %d"
                            .formatted(json.path("v"), VERSION));
        }
        Instant version = Instant.parse(json.required("of").asString());
        if (json.has("disabledAt")) {
            return new EndpointHealth.Disabled(
                    version,
                    json.path("reason").asString(""),
                    Instant.parse(json.required("disabledAt").asString()));
        }
        Instant since = Instant.parse(json.required("failingSince").asString());
        return new EndpointHealth.Failing(
                version, since, json.path("told").asBoolean(false), tally(json, since));
    }

    /** Records of earlier releases have no tally. */
    private static FailureTally tally(JsonNode json, Instant since) {
        return json.has("until")
                ? new FailureTally(
                        Duration.ofMillis(json.path("countedMillis").asLong(0)),
                        Instant.parse(json.required("until").asString()),
                        json.path("failures").asInt(0),
                        json.path("delivery").asString(""),
                        json.path("several").asBoolean(false))
                : FailureTally.unknown(since);
    }
}
