package dev.hooklane.typeimport;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hooklane.catalogue.DataSchema;
import dev.hooklane.typeimport.ImportedType.Described;
import dev.hooklane.typeimport.ImportedType.Refused;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** Each message of an AsyncAPI document becomes an event type, or it is said why not. */
class AsyncApiMessagesTest {
    private static final String LIBRARY = "library-2.6.yaml";
    private static final String TRANSIT = "transit-3.0.yaml";

    private static String text(String file) {
        try (InputStream content =
                Objects.requireNonNull(
                        AsyncApiMessagesTest.class.getResourceAsStream(file), file)) {
            return new String(content.readAllBytes(), UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Map<String, ImportedType> types(String file) {
        return ImportedType.ofAsyncApi(text(file)).stream()
                .collect(Collectors.toMap(ImportedType::name, Function.identity()));
    }

    private static JsonNode described(String file, String type) {
        return ((Described) Objects.requireNonNull(types(file).get(type))).fields();
    }

    private static String refused(String file, String name) {
        return ((Refused) Objects.requireNonNull(types(file).get(name))).reason();
    }

    @Test
    void everyMessageOfVersion2IsNamedOnce() {
        assertThat(ImportedType.ofAsyncApi(text(LIBRARY)))
                .extracting(ImportedType::name)
                .containsExactly(
                        "book.lent",
                        "book.returned",
                        "reader.joined",
                        "reader.left",
                        "reader.moved",
                        "branch.bell",
                        "branch.closed",
                        "BookLost",
                        "branch/counted",
                        "FinePaid");
    }

    @Test
    void everyMessageOfVersion3IsNamedOnce() {
        assertThat(ImportedType.ofAsyncApi(text(TRANSIT)))
                .extracting(ImportedType::name)
                .containsExactly(
                        "tramArrived",
                        "alarm.raised",
                        "tram.delayed",
                        "ticket",
                        "ticket.void",
                        "line.opened");
    }

    @ParameterizedTest
    @ValueSource(strings = {LIBRARY, TRANSIT})
    void everySchemaStandsAloneAndItsExampleMatches(String file) {
        for (ImportedType type : types(file).values()) {
            if (type instanceof Described(String name, JsonNode fields) && fields.has("schema")) {
                DataSchema schema = DataSchema.read(fields.path("schema"));

                assertThat(schema.mismatches(fields.path("example"))).as(name).isEmpty();
                assertThat(fields.path("schema").toString())
                        .as(name)
                        .doesNotContain("#/components", "$schema", "additionalItems");
            }
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "library-2.6.yaml | book.lent     | A reader took a book home.",
                "library-2.6.yaml | book.returned | A reader brought a book back.",
                "library-2.6.yaml | BookLost      | A book was lost",
                "transit-3.0.yaml | tramArrived   | A tram stands at a stop."
            })
    void aDescriptionIsTheFirstThatThereIs(String file, String type, String text) {
        assertThat(described(file, type).path("description").asString()).isEqualTo(text);
    }

    @Test
    void theExampleIsTheDocuments() {
        assertThat(described(LIBRARY, "book.lent").path("example").toString())
                .isEqualTo(
                        "{\"book\":{\"isbn\":\"9780141439600\",\"tags\":[\"novel\"]},\"due\":\"2026-03-01\"}");
    }

    @Test
    void withoutAnExampleOneIsMadeOfTheSchema() {
        JsonNode example = described(LIBRARY, "book.returned").path("example");

        assertThat(example.path("book").path("isbn").asString()).isEqualTo("9780141439600");
        assertThat(example.path("book").path("price").toString()).isEqualTo("12.50");
        assertThat(example.path("days").asInt()).isEqualTo(1);
        assertThat(described(TRANSIT, "tramArrived").path("example").path("at").asString())
                .isEqualTo("2026-01-15T10:30:00Z");
    }

    @Test
    void recursionStaysAReference() {
        JsonNode schema = described(LIBRARY, "book.lent").path("schema");

        assertThat(schema.at("/properties/book/$ref").asString()).isEqualTo("#/$defs/Book");
        assertThat(schema.at("/$defs/Book/properties/sequel/$ref").asString())
                .isEqualTo("#/$defs/Book");
        assertThat(schema.at("/$defs/Book/properties/items/type").asString()).isEqualTo("integer");
    }

    @Test
    void olderKeywordsBecomeThoseOf2020() {
        JsonNode schema = described(LIBRARY, "book.returned").path("schema");

        assertThat(schema.at("/properties/days").toString())
                .isEqualTo("{\"type\":\"integer\",\"exclusiveMinimum\":0}");
        assertThat(schema.at("/properties/shelf").toString())
                .isEqualTo(
                        "{\"type\":\"array\",\"prefixItems\":[{\"type\":\"string\"},{\"type\":\"integer\",\"minimum\":3}],\"items\":false}");
        assertThat(schema.path("dependentRequired").toString()).isEqualTo("{\"shelf\":[\"days\"]}");
    }

    /** AsyncAPI's own schemas are those of draft-07. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "application/vnd.aai.asyncapi+yaml;version=3.0.0     | false",
                "application/schema+json;version=draft-07            | false",
                "application/schema+json;version=draft-2019-09       | true",
                "application/schema+json;version=draft-2020-12       | true",
            })
    void whatIsBesideAReferenceCountsIfTheFormatSaysSo(String format, boolean counts) {
        Described paid =
                (Described)
                        ImportedType.ofAsyncApi(
                                        """
                                        asyncapi: 3.0.0
                                        components:
                                          messages:
                                            paid:
                                              payload:
                                                schemaFormat: %s
                                                schema:
                                                  type: object
                                                  properties:
                                                    total: {$ref: '#/components/schemas/total', minimum: 10}
                                          schemas:
                                            total: {type: number}
                                        """
                                                .formatted(format))
                                .getFirst();

        assertThat(paid.fields().at("/schema/properties/total").has("minimum")).isEqualTo(counts);
    }

    /** It is the schema of what a source would make of such a value. */
    @Test
    void aPayloadMayBeDescribedByAvro() {
        JsonNode joined = described(LIBRARY, "reader.joined");

        assertThat(joined.path("description").asString()).isEqualTo("A reader has a card now.");
        assertThat(joined.at("/schema/required").toString()).isEqualTo("[\"card\",\"at\"]");
        assertThat(joined.path("example").toString())
                .isEqualTo("{\"card\":1,\"at\":\"2026-01-15T10:30:00Z\",\"branch\":\"text\"}");
    }

    @Test
    void aPayloadMayBeDescribedByProtobuf() {
        JsonNode ticket = described(TRANSIT, "ticket");

        assertThat(ticket.at("/schema/required").toString()).isEqualTo("[\"id\",\"zones\"]");
        assertThat(ticket.path("example").toString())
                .isEqualTo("{\"id\":\"text\",\"zones\":[\"1\"]}");
    }

    @Test
    void aMessageWithoutAPayloadIsATypeWithoutASchema() {
        JsonNode closed = described(LIBRARY, "branch.closed");

        assertThat(closed.has("schema")).isFalse();
        assertThat(closed.path("example").toString()).isEqualTo("{}");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "library-2.6.yaml | reader.left    | its payload is described as application/raml+yaml;version=1.0; JSON Schema, Avro and Protobuf can be imported",
                "library-2.6.yaml | reader.moved   | its schema refers to 'Address', which is not there",
                "library-2.6.yaml | branch.bell    | its payload is of type \"string\"; the data of an event is an object",
                "library-2.6.yaml | FinePaid       | it refers to ./fines.yaml#/messages/FinePaid, which is another document; bundle them into one",
                "transit-3.0.yaml | ticket.void    | its schema has no message",
                "transit-3.0.yaml | alarm.raised   | it refers to #/components/schemas/nowhere, which is not in the document",
                "transit-3.0.yaml | line.opened    | no example that fits its schema could be made; give it one",
                "transit-3.0.yaml | tram.delayed   | the document has two messages of this name that differ",
            })
    void whatCannotBeImportedIsSaidWithTheReason(String file, String name, String reason) {
        assertThat(refused(file, name)).isEqualTo(reason);
    }

    @Test
    void aNameThatIsNoEventTypesNeedsAnotherOne() {
        assertThat(refused(LIBRARY, "branch/counted"))
                .startsWith("the name is no event type's: ")
                .endsWith("give the message an x-event-type");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "openapi: 3.1.0         | it is no AsyncAPI document: the field asyncapi is missing",
                "asyncapi: 1.2.0        | AsyncAPI version '1.2.0' is not supported; 2.x.x and 3.x.x are",
                "'asyncapi: [3.0.0'     | line 1: it is no YAML",
            })
    void whatIsNoDocumentIsRefusedInOneLine(String text, String reason) {
        assertThatThrownBy(() -> ImportedType.ofAsyncApi(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith(reason)
                .hasMessageNotContaining("\n");
    }

    @Test
    void referencesThatLeadToEachOtherEnd() {
        List<ImportedType> types =
                ImportedType.ofAsyncApi(
                        """
                        asyncapi: 3.0.0
                        components:
                          messages:
                            a: {$ref: '#/components/messages/b'}
                            b: {$ref: '#/components/messages/a'}
                        """);

        assertThat(types)
                .hasSize(2)
                .allSatisfy(type ->
                        assertThat(((Refused) type).reason()).contains("leads to more than 20"));
    }
}
