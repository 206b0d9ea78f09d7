package dev.hooklane.typeimport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hooklane.typeimport.ImportedType.Described;
import dev.hooklane.typeimport.ImportedType.Refused;
import java.io.IOException;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

/** Schemas of a registry become event types; what can't is refused with the reason. */
class RegistrySubjectsTest {
    private static final String ORDER =
            """
            {"$schema":"http://json-schema.org/draft-07/schema#","title":"An order was paid.","type":"object",
            "required":["total"],"properties":{"total":{"$ref":"#/definitions/Money"},"previous":{"$ref":"#"}},
            "definitions":{"Money":{"type":"number","minimum":0.50}}}\
            """;

    private final MockWebServer registry = new MockWebServer();
    private final Map<String, String> answers = new HashMap<>();
    private String missing = "{\"error_code\":40401}";

    @BeforeEach
    void start() throws IOException {
        registry.setDispatcher(
                new Dispatcher() {
                    @Override
                    public MockResponse dispatch(RecordedRequest request) {
                        String answer = answers.get(request.getTarget());
                        return new MockResponse.Builder()
                                .code(answer == null ? 404 : 200)
                                .body(answer == null ? missing : answer)
                                .build();
                    }
                });
        registry.start();
        answers.put(
                "/api/subjects",
                "[\"orders-gone\",\"orders-paid-value\",\"orders-paid-key\",\"orders.sent\",\"orders-lost\",\"orders-sum\",\"orders-of\",\"orders/x\",\"users\"]");
        answers.put("/api/subjects/orders-paid-value/versions/latest", subject(ORDER, "JSON", ""));
        answers.put("/api/subjects/orders.sent/versions/latest", "{\"schema\":\"{}\"}");
        answers.put("/api/subjects/orders-lost/versions/latest", subject("{}", "PROTOBUF", ""));
        answers.put(
                "/api/subjects/orders-sum/versions/latest",
                subject("{\"type\":\"integer\"}", "JSON", ""));
        answers.put(
                "/api/subjects/orders-of/versions/latest",
                subject(
                        "{\"allOf\":[{\"$ref\":\"a\"},{\"$ref\":\"b.json\"}]}",
                        "JSON",
                        ",\"references\":[{\"name\":\"a\",\"subject\":\"a\",\"version\":1}]"));
        answers.put("/api/subjects/a/versions/1?deleted=true", subject("{}", "JSON", ""));
    }

    @AfterEach
    void stop() {
        registry.close();
    }

    private static String subject(String schema, String type, String more) {
        return "{\"version\":2,\"schemaType\":\"%s\",\"schema\":%s%s}"
                .formatted(type, JsonMapper.shared().writeValueAsString(schema), more);
    }

    private RegistrySubjects subjects(Optional<String> login) {
        return new RegistrySubjects(
                URI.create("http://127.0.0.1:%d/api/".formatted(registry.getPort())), login);
    }

    @Test
    void aJsonSchemaBecomesAType() {
        try (RegistrySubjects subjects = subjects(Optional.empty())) {
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
        try (RegistrySubjects subjects = subjects(Optional.empty())) {
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
        try (RegistrySubjects subjects = subjects(Optional.empty())) {
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
        try (RegistrySubjects subjects = subjects(Optional.empty())) {
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
        try (RegistrySubjects subjects = subjects(Optional.empty())) {
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
        try (RegistrySubjects subjects = subjects(Optional.empty())) {
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
        try (RegistrySubjects subjects = subjects(Optional.empty())) {
            Described lost = (Described) subjects.types("orders-lost").getFirst();

            assertThat(lost.fields().path("description").asString())
                    .isEqualTo("The subject orders-lost.");
            assertThat(lost.fields().path("example").toString())
                    .isEqualTo("{\"id\":\"1\",\"place\":\"text\"}");
            assertThat(lost.fields().path("schema").path("required").toString())
                    .isEqualTo("[\"id\"]");
        }
    }

    @Test
    void aSchemaOverTheLimitOfAnEventTypeIsRefused() {
        StringBuilder fields = new StringBuilder();
        for (int i = 0; i < 2_000; i++) {
            fields.append(i == 0 ? "" : ",")
                    .append("{\"name\":\"field_%d\",\"type\":\"long\"}".formatted(i));
        }
        answers.put(
                "/api/subjects/orders.sent/versions/latest",
                subject(
                        "{\"type\":\"record\",\"name\":\"R\",\"fields\":[%s]}".formatted(fields),
                        "AVRO",
                        ""));
        try (RegistrySubjects subjects = subjects(Optional.empty())) {
            Refused refused = (Refused) subjects.types("orders.sent").getFirst();

            assertThat(refused.reason())
                    .matches("schema has [0-9]+ characters, the limit is 65536");
        }
    }

    @Test
    void theLoginIsSent() throws InterruptedException {
        try (RegistrySubjects subjects = subjects(Optional.of("ada:secret"))) {
            assertThat(subjects.types("nothing")).isEmpty();
        }

        assertThat(registry.takeRequest().getHeaders().get("Authorization"))
                .isEqualTo("Basic YWRhOnNlY3JldA==");
    }

    /** It would fill the memory of whoever imports, however much there is of it. */
    @Test
    void anAnswerThatIsTooLongIsRefused() {
        answers.put("/api/subjects", " ".repeat(17 << 20) + "[]");
        try (RegistrySubjects subjects = subjects(Optional.empty())) {
            assertThatThrownBy(() -> subjects.types("*"))
                    .isInstanceOf(RegistrySubjects.RegistryException.class)
                    .hasMessageEndingWith("gives an answer over 16 MiB");
        }
    }

    @Test
    void aRegistryThatRefusesIsNamedWithItsStatus() {
        answers.clear();
        missing = "{}";
        try (RegistrySubjects subjects = subjects(Optional.empty())) {
            assertThatThrownBy(() -> subjects.types("*"))
                    .isInstanceOf(RegistrySubjects.RegistryException.class)
                    .hasMessage(
                            "registry http://127.0.0.1:%d/api answers 404, and not in the words of its API; is its url right?"
                                    .formatted(registry.getPort()));
        }
    }
}
