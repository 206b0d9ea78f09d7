package dev.hooklane.catalogue;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.hooklane.event.EventType;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class CatalogueFileTest {
    private static final String PAID =
            "{\"name\":\"order.paid\",\"description\":\"It was paid.\",\"example\":{\"amount\": 7}}";

    @Test
    void aTypeHasTheNameDescriptionAndExampleOfTheFile() {
        List<CatalogueType> types = read("{\"about\":\"A shop.\",\"types\":[" + PAID + "]}");

        assertThat(types).hasSize(1);
        assertThat(types.getFirst().type()).isEqualTo(new EventType("order.paid"));
        assertThat(types.getFirst().description()).isEqualTo("It was paid.");
        assertThat(types.getFirst().example()).isEqualTo("{\"amount\":7}");
        assertThat(types.getFirst().schema()).isEmpty();
    }

    @Test
    void aSchemaAppliesToEveryEvent() {
        List<CatalogueType> types =
                read(
                        "{\"types\":["
                                + PAID.replace(
                                        "\"example\"",
                                        "\"schema\":{\"type\":\"object\"},\"example\"")
                                + "]}");

        assertThat(types.getFirst().schema())
                .hasValueSatisfying(held -> {
                    assertThat(held.schema().json()).isEqualTo("{\"type\":\"object\"}");
                    assertThat(held.since()).isEqualTo(Instant.EPOCH);
                });
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '^',
            textBlock =
                    """
                    []                     | the catalogue is not a JSON object
                    {}                     | the catalogue has no list "types"
                    {"types":{}}           | the catalogue has no list "types"
                    {"types":[],"typs":[]} | the catalogue has a member 'typs'; about, types are allowed
                    {"types":[7]}          | type 1 of the catalogue: it is not a JSON object
                    {"types":[{}]}         | type 1 of the catalogue: name is missing, or is not a text
                    {"types":[{"name":7}]} | type 1 of the catalogue: name is missing, or is not a text
                    {"types":[PAID,{"name":"-Paid"}]} | type 2 of the catalogue: event type '-Paid' (5 characters) is not words of [A-Za-z0-9_-] joined by dots, at most 100 characters
                    {"types":[PAID,PAID]}  | event type order.paid is there twice
                    {"types":[{"name":"a.b","text":""}]} | type 1 of the catalogue: it has a member 'text'; description, example, name, schema are allowed
                    {"types":[{"name":"a.b"}]} | event type a.b: example is missing
                    {"types":[{"name":"a.b","example":{}}]} | event type a.b: description is missing, or is not a text
                    {"types":[{"name":"a.b","example":[],"description":"x"}]} | event type a.b: example is not an object
                    {"types":[{"name":"a.b","example":{},"description":" "}]} | event type a.b: description has 1 characters; 1 to 1000 are allowed, not all of them blank
                    {"types":[{"name":"a.b","example":{},"description":"x","schema":7}]} | event type a.b: schema is not an object
                    {"types":[{"name":"a.b","example":{},"description":"x","schema":{"required":["c"]}}]} | event type a.b: example does not match the schema: required property 'c' not found
                    """)
    void aMistakeIsNamedWithItsType(String file, String problem) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> read(file.replace("PAID", PAID)))
                .withMessage(problem);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '^',
            textBlock =
                    """
                    {"types":[             | line 1, column
                    {;"types":7,}          | line 2, column
                    {"types":[];,"types":[]} | line 2, column
                    {"types":[]};; {}      | line 3, column
                    """)
    void whatIsNotJsonIsNamedWithItsLine(String file, String problem) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> read(file.replace(';', '\n')))
                .withMessageStartingWith(problem)
                .satisfies(e -> assertThat(e.getMessage()).doesNotContain("\n"));
    }

    /** Jackson takes the malformed name for the other one, once it has seen that. */
    @Test
    void aMalformedNameIsRefused() {
        var _ = read("{\"about\":\"A shop.\",\"types\":[]}");

        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        CatalogueFile.read(
                                "{\"abou\u00fft\":\"A shop.\",\"types\":[]}".getBytes(ISO_8859_1)))
                .withMessage("its text is not UTF-8");
    }

    @Test
    void moreTypesThanACatalogueHoldsAreRefused() {
        String types =
                IntStream.rangeClosed(0, Catalogue.TYPES_MAX)
                        .mapToObj(number -> PAID.replace("order.paid", "order.paid_" + number))
                        .collect(Collectors.joining(","));

        assertThatIllegalArgumentException()
                .isThrownBy(() -> read("{\"types\":[" + types + "]}"))
                .withMessage("the catalogue has 1001 types, the limit is 1000");
    }

    private static List<CatalogueType> read(String file) {
        return CatalogueFile.read(file.getBytes(UTF_8));
    }
}
