package dev.hooklane.manifest;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.cfg.JsonNodeFeature;
import tools.jackson.databind.json.JsonMapper;

/** A source that is shown as a file is the same source when that file is applied. */
class SourceFileTest {
    private static final String SOURCE =
            """
            {"name":"orders","cluster":"shop","topics":["shop.orders.v3"],"begin":"2026-01-15T10:00:00Z","keyFormat":"text",
            "format":"json","registry":null,"mapping":{"when":"value.op in [\\"c\\", \\"u\\"]","account":"value.customer","type":"'order.paid'",
            "data":{"rate":1.50,"big":9007199254740993,"no":"no","lines":"map(value.lines, line, {\\n  sku: line.sku\\n})","number":"'12'"},
            "tables":{"yes":{"1":"a"}}},"owner":"","paused":true,"updatedAt":"2026-01-15T10:00:00Z"}\
            """;

    private static final JsonMapper EXACT =
            JsonMapper.builder()
                    .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
                    .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
                    .build();

    @Test
    void theFileOfASourceDescribesIt() {
        JsonNode source = EXACT.readTree(SOURCE);

        SourceFile file = SourceFile.parse(SourceFile.text(source));

        assertThat(file.name()).isEqualTo("orders");
        assertThat(file.body().propertyNames())
                .containsExactly("cluster", "topics", "begin", "keyFormat", "format", "mapping");
        assertThat(file.body().path("mapping").toString())
                .isEqualTo(source.path("mapping").toString());
        assertThat(file.body().path("begin").asString()).isEqualTo("2026-01-15T10:00:00Z");
    }

    @Test
    void theRegistryOfASourceIsInItsFile() {
        JsonNode source =
                EXACT.readTree(
                        SOURCE.replace("json", "avro")
                                .replace("\"registry\":null", "\"registry\":\"shop\""));

        SourceFile file = SourceFile.parse(SourceFile.text(source));

        assertThat(file.body().path("format").asString()).isEqualTo("avro");
        assertThat(file.body().path("registry").asString()).isEqualTo("shop");
    }

    @Test
    void theFileIsToBeReadByPeople() {
        assertThat(SourceFile.text(EXACT.readTree(SOURCE)))
                .startsWith("name: orders\ncluster: shop\ntopics:\n- shop.orders.v3\n")
                .contains("account: value.customer\n", "rate: 1.50\n", "lines: |-\n")
                .contains("type: \"'order.paid'\"\n")
                .doesNotContain("paused", "owner");
    }

    @Test
    void jsonIsReadAsWell() {
        SourceFile file =
                SourceFile.parse(
                        "{\"name\":\"orders\",\"topics\":[\"t\"],\"mapping\":{\"account\":\"key\"}}");

        assertThat(file.body().toString())
                .isEqualTo("{\"topics\":[\"t\"],\"mapping\":{\"account\":\"key\"}}");
    }
}
