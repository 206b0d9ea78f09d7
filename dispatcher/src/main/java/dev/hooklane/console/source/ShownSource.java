package dev.hooklane.console.source;

import dev.hooklane.console.view.Badge;
import dev.hooklane.manifest.SourceFile;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * A source with how it does.
 *
 * @param begin where it began: a word, unless {@code beganAt} has the time
 * @param formats of values and keys, in words
 * @param file the file that describes it
 */
public record ShownSource(
        String name,
        String path,
        SourceState state,
        boolean paused,
        String cluster,
        List<String> topics,
        String begin,
        Optional<Instant> beganAt,
        String formats,
        String owner,
        Instant updatedAt,
        String file,
        SourceFigures figures,
        List<Reading> readings) {
    public ShownSource {
        topics = List.copyOf(topics);
        readings = List.copyOf(readings);
    }

    /**
     * A partition.
     *
     * @param reader the instance that reads it
     * @param waits why its next record waits for the schema registry; empty if it does not
     * @param next the offset of the next record
     * @param readUpTo the timestamp of the latest record that was read, if one was
     */
    public record Reading(
            String topic,
            String partition,
            Badge reader,
            String waits,
            String next,
            String lag,
            String behind,
            Optional<Instant> readUpTo) {
        /** Returns the topic and the partition, as Kafka's tools write them. */
        public String place() {
            return "%s-%s".formatted(topic, partition);
        }

        private static Reading of(JsonNode json) {
            return new Reading(
                    json.path("topic").asString(),
                    json.path("partition").asString(),
                    json.path("instance")
                            .stringValueOpt()
                            .map(Badge::good)
                            .orElse(Badge.bad("nobody")),
                    json.path("registryProblem").asString(""),
                    SourceFigures.count(json.path("next")),
                    SourceFigures.count(json.path("lagRecords")),
                    SourceFigures.behind(json.path("lagSeconds")),
                    json.path("readUpTo").stringValueOpt().map(Instant::parse));
        }
    }

    static ShownSource of(JsonNode json) {
        String name = json.path("name").asString();
        String begin = json.path("begin").asString("");
        return new ShownSource(
                name,
                SourcePages.path(name),
                SourceState.of(json),
                json.path("paused").asBoolean(false),
                json.path("cluster").asString(""),
                json.path("topics").valueStream().map(JsonNode::asString).toList(),
                begin,
                Optional.of(begin).filter(text -> text.contains("T")).map(Instant::parse),
                formats(json),
                json.path("owner").asString(""),
                Instant.parse(json.path("updatedAt").asString()),
                SourceFile.text(json),
                SourceFigures.of(json),
                json.path("reading").valueStream().map(Reading::of).toList());
    }

    private static String formats(JsonNode json) {
        String registry = json.path("registry").asString("");
        return "%s values, %s keys%s"
                .formatted(
                        json.path("format").asString(""),
                        json.path("keyFormat").asString(""),
                        registry.isEmpty() ? "" : ", registry " + registry);
    }

    /** Returns the path of the stream of updates. */
    public String live() {
        return path + "/live";
    }
}
