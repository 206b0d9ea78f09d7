package dev.hooklane.api;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.javalin.http.Context;
import java.util.Arrays;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Selects changes; an empty component matches all.
 *
 * @param account the account whose thing was changed
 * @param key the key that made the change
 * @param target the id of the thing that was created or changed
 */
record AuditFilter(Optional<String> account, Optional<String> key, Optional<String> target) {
    static AuditFilter of(Context context) {
        return new AuditFilter(
                Parameters.account(context).map(Object::toString),
                Optional.ofNullable(context.queryParam("key")),
                Optional.ofNullable(context.queryParam("target")));
    }

    boolean wants(ConsumerRecord<byte[], byte[]> record) {
        if (account.isPresent()
                && (record.key() == null
                        || !account.get().equals(new String(record.key(), UTF_8)))) {
            return false;
        }
        return (key.isEmpty() && target.isEmpty()) || wants(record.value());
    }

    private boolean wants(byte[] entry) {
        JsonNode json;
        try {
            json = JsonMapper.shared().readTree(entry);
        } catch (JacksonException e) {
            return false;
        }
        return key.map(json.path("key").asString("")::equals).orElse(true)
                && target.map(id -> concerns(json, id)).orElse(true);
    }

    private static boolean concerns(JsonNode json, String id) {
        return json.path("target").asString("").equals(id)
                || Arrays.asList(json.path("path").asString("").split("/", -1)).contains(id);
    }
}
