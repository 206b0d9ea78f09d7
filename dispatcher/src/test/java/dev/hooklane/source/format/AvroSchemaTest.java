package dev.hooklane.source.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.hooklane.source.registry.RegisteredSchema;
import dev.hooklane.source.registry.RegisteredSchema.Reference;
import dev.hooklane.source.registry.SchemaType;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What names stand for, and which schemas are refused. */
final class AvroSchemaTest {
    private static final String MONEY =
            """
            {"type": "fixed", "name": "shop.Money", "size": 2,
              "logicalType": "decimal", "precision": 4, "scale": 2}
            """;

    @Test
    void theNameOfADecimalStandsForADecimal() {
        assertThat(json(twice(MONEY, "shop.Money"), (byte) 4, (byte) 0xe2, (byte) 0, (byte) 7))
                .isEqualTo("{\"a\":12.50,\"b\":0.07}");
    }

    @ParameterizedTest
    @CsvSource({
        "12, duration, P0M0DT0S",
        "16, uuid, 00000000-0000-0000-0000-000000000000",
        "3, other, AAAA"
    })
    void theNameOfAFixedStandsForItsLogicalType(int size, String meaning, String read) {
        String fixed =
                "{\"type\": \"fixed\", \"name\": \"F\", \"size\": %d, \"logicalType\": \"%s\"}"
                        .formatted(size, meaning);

        assertThat(json(twice(fixed, "F"), new byte[2 * size]))
                .isEqualTo("{\"a\":\"%s\",\"b\":\"%s\"}".formatted(read, read));
    }

    @Test
    void theLogicalTypeOfAReferenceIsKept() {
        assertThat(json(compiled("\"shop.Money\"", MONEY), (byte) 4, (byte) 0xe2))
                .isEqualTo("12.50");
        assertThat(
                        json(
                                compiled("[\"null\", \"shop.Money\"]", MONEY),
                                (byte) 2,
                                (byte) 4,
                                (byte) 0xe2))
                .isEqualTo("12.50");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "['null', ['int']]",
                "['null', {'type': ['int']}]",
                "[[]]",
                "{'type': 'array', 'items': [['null'], 'int']}"
            })
    void aUnionWithinAUnionIsRefused(String schema) {
        assertThat(refused(schema)).isEqualTo("has a union directly within a union");
    }

    @Test
    void aUnionMayBeInAListWithinAUnion() {
        assertThat(
                        json(
                                compiled(
                                        """
                                        ["null", {"type": "array", "items": ["null", "int"]}]
                                        """),
                                new AvroBytes()
                                        .number(1)
                                        .number(2)
                                        .number(0)
                                        .number(1)
                                        .number(7)
                                        .number(0)
                                        .done()))
                .isEqualTo("[null,7]");
    }

    /** A namespace is written once and kept with each of its types. */
    @Test
    void aNameThatIsTooLongIsRefused() {
        String schema = "{'type': 'enum', 'name': 'E', 'namespace': '%s', 'symbols': []}";

        assertThat(compiled(schema.formatted("x".repeat(498)).replace('\'', '"')))
                .isInstanceOf(AvroType.Enumeration.class);
        assertThat(refused(schema.formatted("x".repeat(499))))
                .isEqualTo(
                        "has the name '%s…' of 501 characters, over the limit of 500"
                                .formatted("x".repeat(60)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "'a\\nb'",
                "{'type': 'fixed', 'name': 'a\\nb'}",
                "{'type': 'record', 'name': 'a\\nb', 'fields': [{}]}"
            })
    void aReasonIsOneLineWhateverNamesTheSchemaHas(String schema) {
        assertThat(refused(schema)).contains("'a\\u000ab'").doesNotContain("\n");
    }

    private static AvroType twice(String type, String name) {
        return compiled(
                """
                {"type": "record", "name": "R", "fields": [
                  {"name": "a", "type": %s}, {"name": "b", "type": "%s"}]}
                """
                        .formatted(type, name));
    }

    private static String refused(String schema) {
        return catchThrowableOfType(Undecodable.class, () -> compiled(schema.replace('\'', '"')))
                .reason();
    }

    private static String json(AvroType schema, byte... value) {
        return AvroTree.read(schema, value, 0).toString();
    }

    private static AvroType compiled(String schema, String... references) {
        return AvroSchema.compile(
                new RegisteredSchema(
                        7,
                        SchemaType.AVRO,
                        schema,
                        Arrays.stream(references)
                                .map(text -> new Reference("a reference", text))
                                .toList()));
    }
}
