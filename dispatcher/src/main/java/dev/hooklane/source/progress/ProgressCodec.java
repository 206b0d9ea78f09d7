package dev.hooklane.source.progress;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The record form of a source's progress. */
public final class ProgressCodec {
    private static final int VERSION = 1;
    private static final String REGISTRY_PROBLEM = "registryProblem";
    private static final String UNNEEDED_SINCE = "unneededSince";
    private static final String ENDED = "ended";
    private static final String REWOUND = "rewound";
    private static final JsonMapper JSON = JsonMapper.shared();

    private ProgressCodec() {}

    public static byte[] key(PartitionKey key) {
        return key.text().getBytes(UTF_8);
    }

    static PartitionKey key(byte[] key) {
        return PartitionKey.parse(new String(key, UTF_8));
    }

    public static byte[] write(SourceProgress progress) {
        ObjectNode json = JSON.createObjectNode();
        json.put("v", VERSION);
        json.put("cluster", progress.log().clusterId());
        json.put("topic", progress.log().topicId());
        json.put("next", progress.next());
        json.put("generation", progress.generation());
        if (progress.rewound() > 0) {
            json.put(REWOUND, progress.rewound());
        }
        json.put("writer", progress.writer());
        json.put("at", progress.at().toString());
        json.put("published", progress.counts().published());
        json.put("skipped", progress.counts().skipped());
        ObjectNode rejected = json.putObject("rejected");
        progress.counts().rejected().forEach(rejected::put);
        progress.registryProblem().ifPresent(problem -> json.put(REGISTRY_PROBLEM, problem));
        if (progress.ended() > 0) {
            json.put(ENDED, progress.ended());
        }
        progress.unneededSince().ifPresent(since -> json.put(UNNEEDED_SINCE, since.toString()));
        return JSON.writeValueAsBytes(json);
    }

    /**
     * Returns the progress in a record's value.
     *
     * @throws IllegalArgumentException if it can't be read
     */
    static SourceProgress read(byte[] value) {
        try {
            JsonNode json = JSON.readTree(value);
            if (json.path("v").asInt(0) != VERSION) {
                throw new IllegalArgumentException(
                        "source progress has version %s; this release reads %d"
                                .formatted(json.path("v"), VERSION));
            }
            return new SourceProgress(
                    new SourceProgress.LogIdentity(
                            json.required("cluster").asString(), json.required("topic").asString()),
                    json.required("next").asLong(),
                    json.required("generation").asLong(),
                    json.path(REWOUND).asLong(0),
                    json.required("writer").asString(),
                    Instant.parse(json.required("at").asString()),
                    counts(json),
                    json.optional(REGISTRY_PROBLEM).map(JsonNode::asString),
                    json.path(ENDED).asInt(0),
                    json.optional(UNNEEDED_SINCE).map(JsonNode::asString).map(Instant::parse));
        } catch (JacksonException | DateTimeException e) {
            throw new IllegalArgumentException(
                    "source progress is not readable: " + e.getMessage(), e);
        }
    }

    private static RecordCounts counts(JsonNode json) {
        Map<String, Long> rejected = new HashMap<>();
        json.path("rejected")
                .properties()
                .forEach(each -> rejected.put(each.getKey(), each.getValue().asLong()));
        return new RecordCounts(
                json.path("published").asLong(0), json.path("skipped").asLong(0), rejected);
    }
}
