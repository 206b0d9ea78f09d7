package dev.hooklane.catalogue;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.hooklane.event.EventType;
import dev.hooklane.event.EventTypes;
import dev.hooklane.owner.Managed;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

final class CatalogueTest {
    private static final Instant NOW = Instant.parse("2026-01-15T10:30:00Z");
    private static final EventType PAID = new EventType("order.paid");
    private static final EventType CREATED = new EventType("message.created");

    private final Catalogue catalogue = new Catalogue(FixedTypes.defaults());

    @Test
    void whatComesWithHooklaneIsTheDefaultTypesInTheirOrder() {
        assertThat(catalogue.all())
                .extracting(CatalogueType::type)
                .containsExactlyElementsOf(EventTypes.defaults().all());
        assertThat(catalogue.all())
                .allSatisfy(type -> {
                    assertThat(type.exampleJson().size()).isPositive();
                    assertThat(type.description()).endsWith(".");
                    assertThat(type.exampleEvent().type()).isEqualTo(type.type());
                });
    }

    @Test
    void aTypeOfTheConfigurationIsThereUnlessItIsBuiltIn() {
        Catalogue configured = new Catalogue(FixedTypes.defaults().with(List.of(PAID, CREATED)));

        assertThat(configured.find("order.paid")).contains(PAID);
        assertThat(configured.size()).isEqualTo(EventTypes.defaults().all().size() + 1);
        assertThat(configured.fixedBy(PAID)).contains(FixedTypes.Source.SETTING);
        assertThat(configured.isBuiltIn(PAID)).isFalse();
    }

    @Test
    void aRecordAddsChangesAndRemovesAType() {
        CatalogueType paid = type(PAID, Optional.empty());

        catalogue.follow(CatalogueCodec.key(PAID), CatalogueCodec.write(paid));
        Optional<CatalogueType> added = catalogue.find(PAID);
        catalogue.follow(CatalogueCodec.key(PAID), CatalogueCodec.write(paid.archived(NOW)));
        Optional<CatalogueType> archived = catalogue.find(PAID);
        catalogue.follow(CatalogueCodec.key(PAID), null);

        assertThat(added).contains(paid);
        assertThat(archived).contains(paid.archived(NOW));
        assertThat(catalogue.find(PAID)).isEmpty();
        assertThat(catalogue.changes()).isEqualTo(3);
    }

    @Test
    void aBuiltInTypeIsAsItCameOnceItsRecordIsRemoved() {
        Optional<CatalogueType> before = catalogue.find(CREATED);
        catalogue.follow(
                CatalogueCodec.key(CREATED), CatalogueCodec.write(type(CREATED, Optional.empty())));

        catalogue.follow(CatalogueCodec.key(CREATED), null);

        assertThat(catalogue.find(CREATED)).isEqualTo(before);
    }

    @Test
    void aSchemaSurvivesItsRecord() {
        DataSchema schema = schema("{\"required\":[\"amount\"]}");
        CatalogueType paid = type(PAID, Optional.of(new SchemaInForce(schema, NOW)));

        catalogue.follow(CatalogueCodec.key(PAID), CatalogueCodec.write(paid));

        assertThat(catalogue.find(PAID)).contains(paid);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{",
                "7",
                "{\"v\":2}",
                "{\"v\":1,\"name\":\"order.paid\"}",
                "{\"v\":1,\"name\":\"order.paid\",\"description\":\"x\",\"example\":{},\"updatedAt\":\"now\"}",
                "{\"v\":1,\"name\":\"order.paid\",\"description\":\"x\",\"example\":{},\"schema\":7,\"schemaSince\":\"2026-01-15T10:30:00Z\"}"
            })
    void aRecordThatCantBeReadChangesNothing(String record) {
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () -> catalogue.follow(CatalogueCodec.key(PAID), record.getBytes(UTF_8)));

        assertThat(catalogue.find(PAID)).isEmpty();
        assertThat(catalogue.changes()).isZero();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '^',
            textBlock =
                    """
                    []                    | example is not an object
                    {"a":1e999}           | example has a number beyond
                    {"amount":"1"}        | /amount string found, integer expected
                    {}                    | required property 'amount' not found
                    """)
    void anExampleMustBePossible(String example, String why) {
        DataSchema schema =
                schema(
                        "{\"required\":[\"amount\"],\"properties\":{\"amount\":{\"type\":\"integer\"}}}");

        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        CatalogueType.example(
                                PAID, JsonMapper.shared().readTree(example), Optional.of(schema)))
                .withMessageContaining(why);
    }

    @Test
    void onlyHooklanesOwnTypesAreItsOwn() {
        assertThat(catalogue.all())
                .filteredOn(type -> Catalogue.isOwn(type.type()))
                .extracting(type -> type.type().value())
                .containsExactly(
                        "webhook.test",
                        "endpoint.disabled",
                        "endpoint.failing",
                        "endpoint.recovered",
                        "delivery.exhausted");
    }

    @Test
    void whatManifestsKnowOfATypeIsReadAsItWasWritten() {
        Managed managed =
                new Managed("", Map.of("description", new Managed.Mark("shop-team", "pr1nt")));
        CatalogueType type = type(PAID, Optional.empty()).withManaged(managed);

        assertThat(CatalogueCodec.read(CatalogueCodec.write(type))).isEqualTo(type);
        assertThat(type.archived(NOW).restored(NOW).managed()).isEqualTo(managed);
    }

    @Test
    void aPlanHasTypesInUseThatTheCatalogueDoesNotHave() {
        EventType planned = new EventType("InvoiceSent");

        Catalogue plan = catalogue.with(List.of(planned));

        assertThat(plan.find(planned).filter(plan::isSelectable)).isPresent();
        assertThat(plan.size()).isEqualTo(catalogue.size() + 1);
        assertThat(catalogue.find(planned)).isEmpty();
    }

    private static DataSchema schema(String json) {
        return DataSchema.read(JsonMapper.shared().readTree(json));
    }

    private static CatalogueType type(EventType type, Optional<SchemaInForce> schema) {
        return new CatalogueType(
                type,
                "An order was paid.",
                "{\"amount\":7}",
                schema,
                Optional.empty(),
                Optional.of(NOW));
    }
}
