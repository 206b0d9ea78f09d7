package dev.hooklane.bench.load;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.hooklane.event.AccountId;
import dev.hooklane.event.EventType;
import dev.hooklane.source.Source;
import dev.hooklane.source.ValueFormat;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * How a shop writes its records, each with all that its event needs.
 *
 * @param name of the source
 * @param value writes the value of a record
 */
public record SourceForm(String name, ValueFormat format, Value value) {
    /** The content of an event in one JSON object. */
    public static final SourceForm JSON =
            new SourceForm("json", ValueFormat.JSON, SourceForm::json);

    /** The same as an Avro record, whose schema {@link SchemaServer} has. */
    public static final SourceForm AVRO =
            new SourceForm("avro", ValueFormat.AVRO, AvroRecords::value);

    private static final String MAPPING =
            """
            {"account": "value.account", "type": "value.type",
             "data": {"sentAtNanos": "value.sentAtNanos", "conversationId": "value.conversationId",
                      "messageId": "value.messageId", "botId": "value.botId", "role": "value.role",
                      "text": "value.text", "metadata": "value.metadata"}}
            """;

    /** Writes values. */
    @FunctionalInterface
    public interface Value {
        byte[] of(AccountId account, EventType type, long sentAtNanos);
    }

    /** Returns the formats of a source that reads it. */
    Source.Formats formats() {
        return new Source.Formats(
                ValueFormat.TEXT, format, format.needsRegistry() ? SchemaServer.NAME : "");
    }

    /** Returns the mapping that makes the events of it. */
    static JsonNode mapping() {
        return JsonMapper.shared().readTree(MAPPING);
    }

    private static byte[] json(AccountId account, EventType type, long sentAtNanos) {
        return "{\"account\":\"%s\",\"type\":\"%s\",%s"
                .formatted(
                        account.value(), type.value(), EventSource.data(sentAtNanos).substring(1))
                .getBytes(UTF_8);
    }
}
