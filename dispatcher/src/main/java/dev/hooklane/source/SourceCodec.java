package dev.hooklane.source;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.cfg.JsonNodeFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** A source's record on the topic of sources. The key is its name, the value is JSON. */
public final class SourceCodec {
    private static final int VERSION = 1;
    private static final String REWINDS = "rewinds";

    /** The mapping's numbers keep all their digits. */
    private static final JsonMapper JSON =
            JsonMapper.builder()
                    .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
                    .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
                    .build();

    private SourceCodec() {}

    /**
     * Returns a mapping as it is read back: a number such as {@code 5E0} is written as {@code 5}.
     */
    static JsonNode asStored(JsonNode mapping) {
        return JSON.readTree(JSON.writeValueAsBytes(mapping));
    }

    public static byte[] key(SourceName name) {
        return name.value().getBytes(UTF_8);
    }

    /**
     * Returns the name in a record's key.
     *
     * @throws IllegalArgumentException if the key is not one that {@link #key} made
     */
    static SourceName name(byte[] key) {
        return new SourceName(new String(key, UTF_8));
    }

    public static byte[] write(Source source) {
        ObjectNode json = JSON.createObjectNode();
        json.put("v", VERSION);
        json.put("name", source.name().value());
        json.put("cluster", source.cluster());
        ArrayNode topics = json.putArray("topics");
        source.topics().forEach(topics::add);
        json.put("begin", source.begin().text());
        json.put("keyFormat", source.formats().key().label());
        json.put("format", source.formats().value().label());
        if (!source.formats().registry().isEmpty()) {
            json.put("registry", source.formats().registry());
        }
        json.set("mapping", source.mapping());
        json.put("owner", source.owner());
        json.put("paused", source.paused());
        json.put("generation", source.generation());
        json.put("updatedAt", source.updatedAt().toString());
        if (!source.rewinds().isEmpty()) {
            ArrayNode rewinds = json.putArray(REWINDS);
            source.rewinds().forEach(each -> write(each, rewinds.addObject()));
        }
        return JSON.writeValueAsBytes(json);
    }

    private static void write(PartitionRewind rewind, ObjectNode json) {
        json.put("topic", rewind.topic());
        json.put("partition", rewind.partition());
        json.put("offset", rewind.offset());
        json.put("clusterId", rewind.clusterId());
        json.put("topicId", rewind.topicId());
        json.put("number", rewind.number());
    }

    private static PartitionRewind rewind(JsonNode json) {
        return new PartitionRewind(
                json.required("topic").asString(),
                json.required("partition").asInt(),
                json.required("offset").asLong(),
                json.required("clusterId").asString(),
                json.required("topicId").asString(),
                json.required("number").asLong());
    }

    /**
     * Returns the source in a record's value.
     *
     * @throws IllegalArgumentException if it can't be read
     */
    static Source read(byte[] value) {
        try {
            JsonNode json = JSON.readTree(value);
            if (json.path("v").asInt(0) != VERSION) {
                throw new IllegalArgumentException(
                        "source record has version %s; this release reads %d"
                                .formatted(json.path("v"), VERSION));
            }
            Instant updatedAt = Instant.parse(json.required("updatedAt").asString());
            List<String> topics = new ArrayList<>();
            json.required("topics").forEach(topic -> topics.add(topic.asString()));
            return new Source(
                    new SourceName(json.required("name").asString()),
                    json.required("cluster").asString(),
                    topics,
                    SourceBegin.parse(json.required("begin").asString(), updatedAt),
                    new Source.Formats(
                            ValueFormat.named(json.required("keyFormat").asString()),
                            ValueFormat.named(json.required("format").asString()),
                            json.path("registry").asString("")),
                    json.required("mapping"),
                    json.required("owner").asString(),
                    json.required("paused").asBoolean(),
                    json.required("generation").asLong(),
                    updatedAt,
                    json.path(REWINDS).valueStream().map(SourceCodec::rewind).toList());
        } catch (JacksonException | DateTimeException e) {
            throw new IllegalArgumentException(
                    "source record is not readable: " + e.getMessage(), e);
        }
    }
}
