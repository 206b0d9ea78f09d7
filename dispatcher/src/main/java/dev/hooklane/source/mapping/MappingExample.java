package dev.hooklane.source.mapping;

import dev.hooklane.event.VisibleText;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.StringNode;

/**
 * A record, and what a mapping should make of it.
 *
 * @param expected the event; or that the record is skipped or rejected, with a part of the reason
 */
public record MappingExample(String name, SourceRecord record, Mapped expected) {
    private static final Instant SOME_TIME = Instant.parse("2026-01-01T00:00:00Z");
    private static final Set<String> RESULTS = Set.of("event", "skipped", "rejected");

    /**
     * Reads a list of examples.
     *
     * @throws IllegalArgumentException in one line, if one of them is none
     */
    static List<MappingExample> list(JsonNode written) {
        require(written.isArray() || written.isMissingNode(), "examples", "is not a list");
        List<MappingExample> examples = new ArrayList<>();
        for (JsonNode each : written) {
            examples.add(read("examples[%d]".formatted(examples.size()), each));
        }
        return examples;
    }

    private static MappingExample read(String place, JsonNode written) {
        Set<String> known = new TreeSet<>(RESULTS);
        known.addAll(Set.of("name", "record"));
        checkFields(place, written, known);
        require(written.has("record"), place, "has no record");
        long results = RESULTS.stream().filter(written::has).count();
        require(
                results == 1,
                place,
                "has %d of event, skipped and rejected; one is expected".formatted(results));
        return new MappingExample(
                written.path("name").asString(place),
                record(place + ".record", written.get("record")),
                expected(place, written));
    }

    private static SourceRecord record(String place, JsonNode written) {
        checkFields(
                place,
                written,
                new TreeSet<>(
                        Set.of(
                                "cluster",
                                "topic",
                                "partition",
                                "offset",
                                "timestamp",
                                "headers",
                                "key",
                                "value")));
        for (String number : List.of("partition", "offset")) {
            JsonNode found = written.path(number);
            require(
                    found.isMissingNode() || (found.isIntegralNumber() && found.canConvertToLong()),
                    place + "." + number,
                    "is not a whole number");
        }
        for (String name : List.of("cluster", "topic")) {
            require(
                    written.path(name).isMissingNode() || written.path(name).isString(),
                    place + "." + name,
                    "is not a text");
        }
        Map<String, String> headers = new HashMap<>();
        written.path("headers")
                .properties()
                .forEach(header ->
                        headers.put(
                                header.getKey(),
                                text(place + ".headers." + header.getKey(), header.getValue())));
        return new SourceRecord(
                written.path("cluster").asString("example"),
                written.path("topic").asString("example"),
                written.path("partition").asInt(0),
                written.path("offset").asLong(0),
                written.has("timestamp")
                        ? time(place + ".timestamp", written.get("timestamp"))
                        : SOME_TIME,
                headers,
                orNull(written.get("key")),
                orNull(written.get("value")));
    }

    /** In a file, null is a record's missing value. */
    private static @Nullable JsonNode orNull(@Nullable JsonNode node) {
        return node == null || node.isNull() ? null : node;
    }

    private static Mapped expected(String place, JsonNode written) {
        if (written.has("skipped")) {
            return new Mapped.Skipped(words(place + ".skipped", written.get("skipped")));
        }
        if (written.has("rejected")) {
            return new Mapped.Rejected(words(place + ".rejected", written.get("rejected")));
        }
        String inner = place + ".event";
        JsonNode event = written.get("event");
        checkFields(
                inner, event, new TreeSet<>(Set.of("account", "type", "id", "timestamp", "data")));
        return new Mapped.Event(
                text(inner + ".account", event.path("account")),
                text(inner + ".type", event.path("type")),
                Optional.ofNullable(event.get("id")).map(id -> text(inner + ".id", id)),
                Optional.ofNullable(event.get("timestamp"))
                        .map(time -> time(inner + ".timestamp", time)),
                event.path("data"));
    }

    /** Returns the part of the reason that is expected; empty if any reason will do. */
    private static String words(String place, JsonNode written) {
        require(
                written.isString() || (written.isBoolean() && written.booleanValue()),
                place,
                "is neither true nor a part of the reason");
        return written.isString() ? written.stringValue() : "";
    }

    private static String text(String place, JsonNode written) {
        require(written.isString(), place, "is not a text");
        return written.stringValue();
    }

    private static Instant time(String place, JsonNode written) {
        try {
            return TimeCall.instant(StringNode.valueOf(text(place, written)), place);
        } catch (Refusal e) {
            throw new IllegalArgumentException(e.reason(), e);
        }
    }

    private static void checkFields(String place, JsonNode written, Set<String> known) {
        require(written.isObject(), place, "is not an object");
        for (String name : written.propertyNames()) {
            require(
                    known.contains(name),
                    place,
                    "has %s; its fields are %s"
                            .formatted(VisibleText.quoted(name), String.join(", ", known)));
        }
    }

    private static void require(boolean rule, String place, String broken) {
        if (!rule) {
            throw new IllegalArgumentException(place + " " + broken);
        }
    }

    /**
     * Returns how what the mapping makes of the record differs from what is expected, a line each;
     * none if it is the same.
     */
    public List<String> differences(Mapping mapping) {
        return MappedDifferences.of(expected, mapping.map(record));
    }
}
