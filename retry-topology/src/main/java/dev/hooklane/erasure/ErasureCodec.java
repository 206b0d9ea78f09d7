package dev.hooklane.erasure;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.hooklane.event.AccountId;
import dev.hooklane.event.EventId;
import dev.hooklane.event.VisibleText;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** An erasure's record on the erasures topic. The key is its id, the value is JSON. */
public final class ErasureCodec {
    private static final int VERSION = 1;
    private static final JsonMapper JSON = JsonMapper.shared();

    private ErasureCodec() {}

    public static byte[] key(ErasureId id) {
        return id.value().getBytes(UTF_8);
    }

    /**
     * Returns the erasure's id in a record's key.
     *
     * @throws IllegalArgumentException if the key is not one that {@link #key} made
     */
    public static ErasureId id(byte[] key) {
        return new ErasureId(new String(key, UTF_8));
    }

    public static byte[] write(Erasure erasure) {
        ObjectNode json = JSON.createObjectNode();
        json.put("v", VERSION);
        json.put("id", erasure.id().value());
        json.put("account", erasure.account().value());
        erasure.event().ifPresent(event -> json.put("event", event.value()));
        json.put("erasedAt", erasure.erasedAt().toString());
        json.put("by", erasure.by());
        erasure.doneAt().ifPresent(at -> json.put("doneAt", at.toString()));
        ArrayNode places = json.putArray("places");
        for (ErasedPlace place : erasure.places()) {
            ObjectNode one = places.addObject();
            one.put("place", place.place());
            one.put("removed", place.removed());
            one.put("done", place.done());
            place.goneBy().ifPresent(at -> one.put("goneBy", at.toString()));
            if (!place.problem().isEmpty()) {
                one.put("problem", place.problem());
            }
        }
        return JSON.writeValueAsBytes(json);
    }

    /**
     * Returns the erasure in a record's value.
     *
     * @throws IllegalArgumentException if it can't be read
     */
    public static Erasure read(byte[] value) {
        try {
            JsonNode json = JSON.readTree(value);
            if (json.path("v").asInt(0) != VERSION) {
                throw new IllegalArgumentException(
                        "erasure record has version %s; this release reads %d"
                                .formatted(json.path("v"), VERSION));
            }
            List<ErasedPlace> places =
                    json.required("places").valueStream().map(ErasureCodec::place).toList();
            return new Erasure(
                    new ErasureId(json.required("id").asString()),
                    new AccountId(json.required("account").asString()),
                    text(json, "event").map(EventId::new),
                    Instant.parse(json.required("erasedAt").asString()),
                    json.required("by").asString(),
                    text(json, "doneAt").map(Instant::parse),
                    places);
        } catch (JacksonException | DateTimeException e) {
            throw new IllegalArgumentException(
                    "erasure record is not readable: " + VisibleText.excerpt(e), e);
        }
    }

    private static ErasedPlace place(JsonNode json) {
        return new ErasedPlace(
                json.required("place").asString(),
                json.required("removed").asLong(),
                json.required("done").asBoolean(),
                text(json, "goneBy").map(Instant::parse),
                text(json, "problem").orElse(""));
    }

    private static Optional<String> text(JsonNode json, String field) {
        return Optional.ofNullable(json.get(field)).map(JsonNode::asString);
    }
}
