package dev.hooklane.typeimport;

import dev.hooklane.config.RegistrySettings;
import java.io.IOException;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import tools.jackson.databind.json.JsonMapper;

/** A schema registry with some subjects, for each test anew. */
abstract class RegistryWithSubjects {
    static final String ORDER =
            """
            {"$schema":"http://json-schema.org/draft-07/schema#","title":"An order was paid.","type":"object",
            "required":["total"],"properties":{"total":{"$ref":"#/definitions/Money"},"previous":{"$ref":"#"}},
            "definitions":{"Money":{"type":"number","minimum":0.50}}}\
            """;

    final MockWebServer registry = new MockWebServer();
    final Map<String, String> answers = new HashMap<>();
    String missing = "{\"error_code\":40401}";

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

    static String subject(String schema, String type, String more) {
        return "{\"version\":2,\"schemaType\":\"%s\",\"schema\":%s%s}"
                .formatted(type, JsonMapper.shared().writeValueAsString(schema), more);
    }

    RegistrySubjects subjects() {
        return new RegistrySubjects(
                new RegistrySettings(
                        URI.create("http://127.0.0.1:%d/api".formatted(registry.getPort())),
                        "",
                        List.of()));
    }
}
