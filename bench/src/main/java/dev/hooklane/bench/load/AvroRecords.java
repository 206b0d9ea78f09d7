package dev.hooklane.bench.load;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.hooklane.event.AccountId;
import dev.hooklane.event.EventType;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Writes the content of an event as an Avro record, with the id of its schema in front. */
final class AvroRecords {
    /** The id under which {@link SchemaServer} has the schema. */
    static final int SCHEMA_ID = 1;

    /** What the records are read by. */
    static final String SCHEMA =
            """
            {"type": "record", "name": "Message", "namespace": "shop", "fields": [
              {"name": "account", "type": "string"},
              {"name": "type", "type": "string"},
              {"name": "sentAtNanos", "type": "long"},
              {"name": "conversationId", "type": "string"},
              {"name": "messageId", "type": "string"},
              {"name": "botId", "type": "string"},
              {"name": "role", "type": ["null", "string"]},
              {"name": "text", "type": "string"},
              {"name": "metadata", "type": {"type": "map", "values": "string"}}]}
            """;

    private static final JsonNode DATA = JsonMapper.shared().readTree(EventSource.data(0));
    private static final int USUAL_BYTES = 512;

    /** Where the union of {@code role} has its string. */
    private static final int STRING = 1;

    private static final long SEVEN_BITS = 0x7f;
    private static final long MORE = 0x80;

    private AvroRecords() {}

    static byte[] value(AccountId account, EventType type, long sentAtNanos) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(USUAL_BYTES);
        bytes.write(0);
        bytes.writeBytes(ByteBuffer.allocate(Integer.BYTES).putInt(SCHEMA_ID).array());
        write(bytes, account.value());
        write(bytes, type.value());
        write(bytes, sentAtNanos);
        write(bytes, text("conversationId"));
        write(bytes, text("messageId"));
        write(bytes, text("botId"));
        write(bytes, STRING);
        write(bytes, text("role"));
        write(bytes, text("text"));
        JsonNode metadata = DATA.path("metadata");
        write(bytes, metadata.size());
        for (var entry : metadata.properties()) {
            write(bytes, entry.getKey());
            write(bytes, entry.getValue().asString());
        }
        // The end of the map.
        write(bytes, 0);
        return bytes.toByteArray();
    }

    private static void write(ByteArrayOutputStream bytes, String text) {
        byte[] utf8 = text.getBytes(UTF_8);
        write(bytes, utf8.length);
        bytes.writeBytes(utf8);
    }

    /** Writes an {@code int} or {@code long}: zigzag, seven bits a byte, the lowest first. */
    private static void write(ByteArrayOutputStream bytes, long number) {
        long left = (number << 1) ^ (number >> (Long.SIZE - 1));
        while ((left & ~SEVEN_BITS) != 0) {
            bytes.write((int) ((left & SEVEN_BITS) | MORE));
            left >>>= Byte.SIZE - 1;
        }
        bytes.write((int) left);
    }

    private static String text(String name) {
        return DATA.path(name).asString();
    }
}
