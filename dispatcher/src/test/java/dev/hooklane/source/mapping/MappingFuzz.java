package dev.hooklane.source.mapping;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.hooklane.event.Event;
import dev.hooklane.event.EventId;
import dev.hooklane.event.EventType;
import dev.hooklane.event.InvalidEventException;
import dev.hooklane.event.RejectReason;
import dev.hooklane.fuzz.Promise;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/**
 * A mapping in the first line, as a document or as a single expression, and the value of a record
 * in the others. A mapping is applied or refused, and its events can be published.
 */
final class MappingFuzz {
    private MappingFuzz() {}

    public static void fuzzerTestOneInput(byte[] input) {
        String text = new String(input, UTF_8);
        int end = text.indexOf('\n');
        String first = end < 0 ? text : text.substring(0, end);
        Optional<JsonNode> document =
                first.startsWith("{")
                        ? Optional.ofNullable(json(first))
                        : Optional.of(MappingRun.document(first));
        SourceRecord record = MappingRun.record(end < 0 ? null : json(text.substring(end)));
        document.flatMap(MappingFuzz::mapping).ifPresent(mapping -> check(mapping, record));
        Promise.decodesOrRefuses(IllegalArgumentException.class, () -> MappingFile.parse(text));
    }

    private static Optional<Mapping> mapping(JsonNode document) {
        try {
            return Optional.of(Mapping.of(document));
        } catch (MappingException e) {
            Promise.isKept(String.valueOf(e.getMessage()).lines().count(), 1L);
            return Optional.empty();
        }
    }

    private static void check(Mapping mapping, SourceRecord record) {
        Mapped mapped = mapping.map(record);
        Promise.isKept(mapped.toString(), mapping.map(record).toString());
        switch (mapped) {
            case Mapped.Event event -> publish(event);
            case Mapped.Skipped(String reason) -> Promise.isKept(reason.lines().count(), 1L);
            case Mapped.Rejected(String reason) -> Promise.isKept(reason.lines().count(), 1L);
        }
    }

    private static void publish(Mapped.Event event) {
        try {
            Event.builder(new EventType(event.type()))
                    .id(new EventId(event.id().orElse("evt_1")))
                    .dataJson(event.data().toString())
                    .build();
        } catch (InvalidEventException e) {
            // A number may be written longer than it is, and names may repeat in no tree.
            Promise.isKept(RejectReason.TOO_LARGE, e.reason());
        }
    }

    private static @Nullable JsonNode json(String text) {
        try {
            JsonNode read = MappingRun.JSON.readTree(text);
            return read.isMissingNode() ? null : read;
        } catch (JacksonException | NumberFormatException e) {
            return null;
        }
    }
}
