package dev.hooklane.typeimport;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hooklane.typeimport.ImportedType.Described;
import dev.hooklane.typeimport.ImportedType.Refused;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

/** Schemas of a registry become event types; what can't is refused with the reason. */
class RegistrySubjectsTest extends RegistryWithSubjects {
    @Test
    void aJsonSchemaBecomesAType() {
        try (RegistrySubjects subjects = subjects()) {
            List<ImportedType> types = subjects.types("*paid*");

            assertThat(types).hasSize(1);
            Described paid = (Described) types.getFirst();
            assertThat(paid.name()).isEqualTo("orders-paid");
            assertThat(paid.fields().path("description").asString())
                    .isEqualTo("An order was paid.");
            assertThat(paid.fields().path("example").path("total").toString()).isEqualTo("0.50");
            assertThat(paid.fields().path("schema").toString())
                    .contains("\"$ref\":\"#/$defs/Money\"", "\"minimum\":0.50")
                    .doesNotContain("definitions", "draft-07");
        }
    }

    @Test
    void whatDescribesNoObjectIsRefusedWithTheReason() {
        try (RegistrySubjects subjects = subjects()) {
            assertThat(subjects.types("orders*"))
                    .filteredOn(Refused.class::isInstance)
                    .extracting(Object::toString)
                    .containsExactly(
                            "Refused[name=orders-gone, reason=registry http://127.0.0.1:%d/api: the latest schema of subject 'orders-gone' is not there]"
                                    .formatted(registry.getPort()),
                            "Refused[name=orders-lost, reason=its schema has '{' in line 1, where a name is expected]",
                            "Refused[name=orders-of, reason=it refers to b.json, which is another document; bundle them into one]",
                            "Refused[name=orders-sum, reason=its payload is of type \"integer\"; the data of an event is an object]",
                            "Refused[name=orders.sent, reason=its schema has a type that is neither a name, an object nor a list]",
                            "Refused[name=orders/x, reason=its name is not one of an event type]");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "http://json-schema.org/draft-07/schema#      | {'$ref':'#/$defs/Money'}",
                "http://json-schema.org/draft-04/schema       | {'$ref':'#/$defs/Money'}",
                "https://json-schema.org/draft/2019-09/schema | {'$ref':'#/$defs/Money','minimum':10}",
                "https://json-schema.org/draft/2020-12/schema | {'$ref':'#/$defs/Money','minimum':10}",
            })
    void whatIsBesideAReferenceCountsSince2019(String draft, String total) {
        answers.put(
                "/api/subjects/orders-paid-value/versions/latest",
                subject(
                        ORDER.replace("http://json-schema.org/draft-07/schema#", draft)
                                .replace("Money\"}", "Money\",\"minimum\":10}"),
                        "JSON",
                        ""));
        try (RegistrySubjects subjects = subjects()) {
            Described paid = (Described) subjects.types("*paid*").getFirst();

            assertThat(paid.fields().at("/schema/properties/total").toString())
                    .isEqualTo(total.replace('\'', '"'));
            assertThat(paid.fields().at("/example/total").toString())
                    .isEqualTo(total.contains("10") ? "10" : "0.50");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                """
                {%1$s,%2$s,"$defs":{%3$s}}
                """,
                """
                {%1$s,"$ref":"#/$defs/Paid","$defs":{%3$s,"Paid":{%2$s}}}
                """,
            })
    void aSchemaThatAddsToTheOneItRefersToIsTakenWhole(String schema) {
        answers.put(
                "/api/subjects/orders-paid-value/versions/latest",
                subject(
                        schema.formatted(
                                "\"$schema\":\"https://json-schema.org/draft/2020-12/schema\"",
                                "\"$ref\":\"#/$defs/Order\",\"required\":[\"id\",\"at\"],\"properties\":{\"at\":{\"type\":\"string\",\"format\":\"date-time\"}}",
                                "\"Order\":{\"type\":\"object\",\"properties\":{\"id\":{\"type\":\"integer\"}}}"),
                        "JSON",
                        ""));
        try (RegistrySubjects subjects = subjects()) {
            Described paid = (Described) subjects.types("*paid*").getFirst();

            assertThat(paid.fields().path("schema").toString())
                    .startsWith("{\"$ref\":\"#/$defs/Order\",\"required\":[\"id\",\"at\"],");
            assertThat(paid.fields().path("example").toString())
                    .isEqualTo("{\"id\":1,\"at\":\"2026-01-15T10:30:00Z\"}");
        }
    }

    @Test
    void whatASchemaRefersToInOtherSubjectsIsIncluded() {
        answers.put(
                "/api/subjects/orders-of/versions/latest",
                subject(
                        """
                        {"$schema":"https://json-schema.org/draft/2020-12/schema","$id":"https://shop.example/order.json",
                        "type":"object","properties":{"total":{"$ref":"money.json#/$defs/Money"},"lines":{"type":"array",
                        "items":{"$ref":"./line.json"}},"note":{"$ref":"#/$defs/line.json"}},"$defs":{"line.json":{"type":"string"}}}
                        """,
                        "JSON",
                        """
                        ,"references":[{"name":"money.json","subject":"money","version":1},
                        {"name":"https://shop.example/line.json","subject":"line","version":2}]
                        """));
        answers.put(
                "/api/subjects/money/versions/1?deleted=true",
                subject(
                        "{\"$defs\":{\"Money\":{\"type\":\"number\",\"minimum\":0.50}}}",
                        "JSON",
                        ""));
        answers.put(
                "/api/subjects/line/versions/2?deleted=true",
                subject(
                        """
                        {"type":"object","properties":{"price":{"$ref":"money.json#/$defs/Money"},"part":{"$ref":"#"},
                        "order":{"$ref":"order.json"}}}
                        """,
                        "JSON",
                        ""));
        try (RegistrySubjects subjects = subjects()) {
            Described order = (Described) subjects.types("orders-of").getFirst();

            assertThat(order.fields().path("example").toString())
                    .isEqualTo(
                            "{\"total\":0.50,\"lines\":[{\"price\":0.50,\"order\":{\"total\":0.50,\"lines\":[],\"note\":\"text\"}}],\"note\":\"text\"}");
            assertThat(order.fields().path("schema").toString())
                    .contains("\"items\":{\"$ref\":\"#/$defs/line.json_\"}")
                    .doesNotContain("shop.example", "money.json");
        }
    }

    @Test
    void anAvroSchemaBecomesAType() {
        answers.put(
                "/api/subjects/orders.sent/versions/latest",
                "{\"schema\":%s,\"references\":[{\"name\":\"shop.Line\",\"subject\":\"line\",\"version\":3}]}"
                        .formatted(
                                JsonMapper.shared()
                                        .writeValueAsString(
                                                """
                                                {"type":"record","name":"Sent","namespace":"shop","doc":"An order is on its way.","fields":[
                                                {"name":"id","type":"long"},
                                                {"name":"at","type":{"type":"long","logicalType":"timestamp-millis"}},
                                                {"name":"weight","type":["null","double"]},
                                                {"name":"lines","type":{"type":"array","items":"Line"}}]}
                                                """)));
        answers.put(
                "/api/subjects/line/versions/3?deleted=true",
                "{\"schema\":%s}"
                        .formatted(
                                JsonMapper.shared()
                                        .writeValueAsString(
                                                """
                                                {"type":"record","name":"Line","namespace":"shop","fields":[{"name":"sku","type":"string"}]}
                                                """)));
        try (RegistrySubjects subjects = subjects()) {
            Described sent = (Described) subjects.types("orders.sent").getFirst();

            assertThat(sent.fields().path("description").asString())
                    .isEqualTo("An order is on its way.");
            assertThat(sent.fields().path("example").toString())
                    .isEqualTo(
                            "{\"id\":1,\"at\":\"2026-01-15T10:30:00Z\",\"weight\":1,\"lines\":[{\"sku\":\"text\"}]}");
            assertThat(sent.fields().path("schema").path("required").toString())
                    .isEqualTo("[\"id\",\"at\",\"lines\"]");
        }
    }

    @Test
    void aProtobufSchemaBecomesAType() {
        answers.put(
                "/api/subjects/orders-lost/versions/latest",
                subject(
                        "syntax = \"proto3\"; message Lost { int64 id = 1; optional string place = 2; }",
                        "PROTOBUF",
                        ""));
        try (RegistrySubjects subjects = subjects()) {
            Described lost = (Described) subjects.types("orders-lost").getFirst();

            assertThat(lost.fields().path("description").asString())
                    .isEqualTo("The subject orders-lost.");
            assertThat(lost.fields().path("example").toString())
                    .isEqualTo("{\"id\":\"1\",\"place\":\"text\"}");
            assertThat(lost.fields().path("schema").path("required").toString())
                    .isEqualTo("[\"id\"]");
        }
    }
}
