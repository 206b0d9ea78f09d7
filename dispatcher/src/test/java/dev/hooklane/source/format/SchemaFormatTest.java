package dev.hooklane.source.format;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hooklane.source.Source;
import dev.hooklane.source.ValueFormat;
import dev.hooklane.source.format.SourceFormat.Decoded;
import dev.hooklane.source.registry.PlayedRegistry;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Formats whose values begin with the id of a schema. */
final class SchemaFormatTest {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final PlayedRegistry registry = new PlayedRegistry();
    private final Formats formats = new Formats(Map.of("shop", registry.settings()));

    @AfterEach
    void close() {
        formats.close();
        registry.close();
    }

    @Test
    void aValueIsReadByTheSchemaThatItNames() {
        registry.schema(7, "AVRO", "\"string\"").schema(8, "AVRO", "\"int\"");

        assertThat(json(ValueFormat.AVRO, framed(7, new AvroBytes().text("x").done())))
                .isEqualTo("\"x\"");
        assertThat(json(ValueFormat.AVRO, framed(8, new AvroBytes().number(5).done())))
                .isEqualTo("5");
    }

    @Test
    void aSchemaIsAskedForOnce() {
        registry.schema(7, "AVRO", "\"int\"");
        byte[] value = framed(7, new byte[] {2});
        assertThat(lookUp(ValueFormat.AVRO, value)).isTrue();
        registry.goAway();

        assertThat(json(ValueFormat.AVRO, value)).isEqualTo("1");
        assertThat(registry.asked()).containsExactly("/schemas/ids/7");
    }

    @Test
    void readingAsksNoRegistry() {
        registry.schema(7, "AVRO", "\"int\"");

        assertThat(format(ValueFormat.AVRO).read(framed(7, new byte[] {2}), Map.of()))
                .isEqualTo(new Decoded.Unavailable("schema 7 is not looked up yet"));
        assertThat(registry.asked()).isEmpty();
    }

    @Test
    void anIdThatNoRegistryGivesIsUnreadable() {
        assertThat(read(ValueFormat.AVRO, framed(-1)))
                .isEqualTo(new Decoded.Unreadable("begins with the schema id -1; ids begin at 1"));
        assertThat(registry.asked()).isEmpty();
    }

    @Test
    void aSchemaThatIsNotThereMakesTheValueUnreadable() {
        byte[] value = framed(9, new byte[] {2});

        assertThat(lookUp(ValueFormat.AVRO, value)).isTrue();
        assertThat(read(ValueFormat.AVRO, value))
                .isEqualTo(
                        new Decoded.Unreadable(
                                "can't be read: registry shop: schema 9 is not there"));
    }

    @Test
    void aRegistryThatIsAwayLeavesItOpen() {
        registry.goAway();
        byte[] value = framed(9, new byte[] {2});

        assertThat(lookUp(ValueFormat.AVRO, value)).isFalse();
        assertThat(read(ValueFormat.AVRO, value))
                .isEqualTo(new Decoded.Unavailable("registry shop does not accept connections"));
    }

    @Test
    void aSchemaThatCannotBeReadMakesTheValueUnreadable() {
        registry.schema(7, "AVRO", "\"shop.Gone\"").schema(8, "PROTOBUF", "\"int\"");

        assertThat(read(ValueFormat.AVRO, framed(7)))
                .isEqualTo(
                        new Decoded.Unreadable(
                                "can't be read: schema 7 refers to 'shop.Gone', which is not there"));
        assertThat(read(ValueFormat.AVRO, framed(8)))
                .isEqualTo(
                        new Decoded.Unreadable(
                                "can't be read: schema 8 is of the type PROTOBUF, not AVRO"));
    }

    @Test
    void aValueThatIsNotOfItsSchemaSaysWhere() {
        registry.schema(
                7,
                "AVRO",
                "{\"type\":\"record\",\"name\":\"Order\",\"fields\":[{\"name\":\"total\",\"type\":\"double\"}]}");

        assertThat(read(ValueFormat.AVRO, framed(7, new byte[] {1})))
                .isEqualTo(new Decoded.Unreadable("is not of schema 7: total ends too early"));
    }

    @ParameterizedTest
    @EnumSource(names = {"AVRO", "PROTOBUF", "JSON_SCHEMA"})
    void aValueWithoutAnIdIsUnreadable(ValueFormat format) {
        assertThat(read(format, "{}".getBytes(UTF_8)))
                .isEqualTo(
                        new Decoded.Unreadable(
                                "begins with the byte 0x7b, and not with 0x00 and the id of a schema"));
        assertThat(read(format, new byte[] {0, 0, 0}))
                .isEqualTo(new Decoded.Unreadable("has 3 bytes, too few for the id of a schema"));
        assertThat(read(format, new byte[0]))
                .isEqualTo(new Decoded.Unreadable("has 0 bytes, too few for the id of a schema"));
        assertThat(read(format, null)).isEqualTo(new Decoded.Value(null));
        assertThat(lookUp(format, null)).isTrue();
    }

    @Test
    void jsonBehindAnIdNeedsNoRegistry() {
        assertThat(json(ValueFormat.JSON_SCHEMA, framed(7, "{\"a\":1.10}".getBytes(UTF_8))))
                .isEqualTo("{\"a\":1.10}");
        assertThat(read(ValueFormat.JSON_SCHEMA, framed(7, "{".getBytes(UTF_8))))
                .isInstanceOf(Decoded.Unreadable.class);
        assertThat(registry.asked()).isEmpty();
    }

    @Test
    void bytesAreBase64() {
        assertThat(json(ValueFormat.BYTES, new byte[] {0, -1})).isEqualTo("\"AP8=\"");
    }

    private static byte[] framed(int id, byte... value) {
        return ByteBuffer.allocate(WireFormat.LENGTH + value.length)
                .put((byte) 0)
                .putInt(id)
                .put(value)
                .array();
    }

    private SourceFormat format(ValueFormat format) {
        return formats.values(
                new Source.Formats(ValueFormat.TEXT, format, format.needsRegistry() ? "shop" : ""));
    }

    private boolean lookUp(ValueFormat format, byte @Nullable [] value) {
        return format(format).lookUp(value, System.nanoTime() + PATIENCE.toNanos());
    }

    /** Reads a value once what it takes is looked up. */
    private Decoded read(ValueFormat format, byte @Nullable [] value) {
        var _ = lookUp(format, value);
        return format(format).read(value, Map.of());
    }

    private String json(ValueFormat format, byte[] value) {
        return Objects.requireNonNull(((Decoded.Value) read(format, value)).node()).toString();
    }
}
