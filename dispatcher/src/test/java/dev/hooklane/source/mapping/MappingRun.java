package dev.hooklane.source.mapping;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Applies single expressions and whole mappings in tests. */
final class MappingRun {
    static final JsonMapper JSON =
            JsonMapper.builder().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS).build();

    private static final Instant TIME = Instant.parse("2026-03-01T09:30:00Z");

    private MappingRun() {}

    static JsonNode json(String text) {
        return JSON.readTree(text);
    }

    /** Returns a record with this value, as JSON. */
    static SourceRecord record(String value) {
        return record(json(value));
    }

    static SourceRecord tombstone() {
        return record((JsonNode) null);
    }

    static SourceRecord record(@Nullable JsonNode value) {
        return new SourceRecord(
                "main",
                "orders",
                3,
                42,
                TIME,
                Map.of("tenant", "acct_7"),
                JSON.getNodeFactory().stringNode("acct_7:ord_1"),
                value);
    }

    /** Returns a mapping whose data has one field x, with this expression. */
    static ObjectNode document(String expression) {
        ObjectNode document =
                JSON.createObjectNode().put("account", "'acct_7'").put("type", "'order.paid'");
        document.putObject("data").put("x", expression);
        return document;
    }

    /** Returns a mapping with other fields than those of {@link #document}. */
    static Mapping mapping(Map<String, String> fields) {
        ObjectNode document = document("1");
        fields.forEach(document::put);
        return Mapping.of(document);
    }

    static Mapped map(String expression, SourceRecord record) {
        return Mapping.of(document(expression)).map(record);
    }

    /** Returns what an expression gives for a value: as JSON, "nothing", or the reason. */
    static String of(String expression, String value) {
        return of(expression, record(value));
    }

    static String of(String expression, SourceRecord record) {
        return switch (map(expression, record)) {
            case Mapped.Event event ->
                    event.data().has("x") ? event.data().get("x").toString() : "nothing";
            case Mapped.Skipped(String reason) -> "skipped: " + reason;
            case Mapped.Rejected(String reason) -> reason;
        };
    }
}
