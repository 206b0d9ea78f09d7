package dev.hooklane.command;

import dev.hooklane.client.ApiClient;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Option;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The options that say where sources are read from: all partitions, or one. */
final class RewindPlace {
    @Option(
            names = "--to",
            paramLabel = "PLACE",
            required = true,
            description =
                    "All partitions: earliest, latest, a duration before now such as -1h, or a time"
                            + " in RFC 3339.")
    private String to = "";

    @ArgGroup(exclusive = false)
    private @Nullable OnePartition one;

    /** One partition of a topic, and an offset in it. */
    static final class OnePartition {
        @Option(
                names = "--topic",
                paramLabel = "TOPIC",
                required = true,
                description = "The topic of one partition.")
        private String topic = "";

        @Option(
                names = "--partition",
                paramLabel = "NUMBER",
                required = true,
                description = "The number of that partition.")
        private int partition;

        @Option(
                names = "--offset",
                paramLabel = "OFFSET",
                required = true,
                description =
                        "The offset of the record that it reads next. Those before it are left"
                                + " unread.")
        private long offset;

        private String text() {
            return "%s-%d".formatted(topic, partition);
        }
    }

    /** Reports whether one partition is meant, and not all. */
    boolean isOnePartition() {
        return one != null;
    }

    /** Returns the body of the request. */
    ObjectNode body() {
        ObjectNode body = JsonMapper.shared().createObjectNode();
        return one == null
                ? body.put("to", to)
                : body.put("topic", one.topic)
                        .put("partition", one.partition)
                        .put("offset", one.offset);
    }

    /** Returns what would happen to the sources. */
    String effect(String names, ApiClient client) {
        if (one == null) {
            return "%s would be read from %s on".formatted(names, to);
        }
        OnePartition asked = one;
        String effect =
                "%s of %s would be read from %d on".formatted(asked.text(), names, asked.offset);
        return next(client.get("/v1/sources/" + ApiClient.encoded(names), Map.of()), asked)
                .map(next ->
                        next < asked.offset
                                ? "%s; offsets from %d on that would be left unread: %d"
                                        .formatted(effect, next, asked.offset - next)
                                : "%s, and not from %d on".formatted(effect, next))
                .orElse(effect);
    }

    private static Optional<Long> next(JsonNode source, OnePartition asked) {
        return source.path("reading")
                .valueStream()
                .filter(each -> each.path("topic").asString("").equals(asked.topic))
                .filter(each -> each.path("partition").asInt(-1) == asked.partition)
                .map(each -> each.path("next").asLong())
                .findFirst();
    }

    /** Returns what has happened to a source, by the answer. */
    String done(JsonNode source) {
        String name = source.path("name").asString("");
        if (one == null) {
            return "%s is read from %s on".formatted(name, to);
        }
        String done = "%s of %s is read from %d on".formatted(one.text(), name, one.offset);
        long left = source.path("rewound").path("leftUnread").asLong(0);
        return left == 0
                ? done
                : "%s; offsets before it that are left unread: %d".formatted(done, left);
    }
}
