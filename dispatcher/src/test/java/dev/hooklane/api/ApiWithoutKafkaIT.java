package dev.hooklane.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hooklane.api.ApiFixture.Answer;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ApiWithoutKafkaIT {
    @TempDir private static Path directory;
    private static ApiFixture api;
    private static String endpoint;

    @BeforeAll
    static void startAndLoseTheBroker() throws Exception {
        api = new ApiFixture(directory);
        endpoint = api.endpoint("acme").text("id");
        api.broker.close();
    }

    @AfterAll
    static void stop() {
        api.close();
    }

    @Test
    void anEventIsNotTakenAndTheClientToldToComeBack() throws Exception {
        Answer answer =
                api.post(
                        "/v1/events",
                        "{\"account\":\"acme\",\"type\":\"bot.updated\",\"data\":{}}");

        assertUnavailable(answer);
    }

    @Test
    void anEndpointIsNotMade() throws Exception {
        Answer answer = api.endpoint("late");

        assertUnavailable(answer);
        assertThat(api.get("/v1/endpoints?account=late").json().path("endpoints").size()).isZero();
    }

    @Test
    void anEndpointIsNotChangedButCanBeRead() throws Exception {
        Answer change = api.send("PATCH", "/v1/endpoints/" + endpoint, "{\"state\":\"paused\"}");

        assertUnavailable(change);
        assertThat(api.get("/v1/endpoints/" + endpoint).text("state")).isEqualTo("enabled");
    }

    @Test
    void aRequestWithAKeyIsNotDone() throws Exception {
        Answer answer =
                api.send(
                        api.request("/v1/endpoints/" + endpoint)
                                .header(IdempotencyKey.HEADER, "a-key")
                                .DELETE()
                                .build());

        assertUnavailable(answer);
        assertThat(api.get("/v1/endpoints/" + endpoint).status()).isEqualTo(200);
    }

    @Test
    void whatIsReadFromTopicsIsNotTold() throws Exception {
        List<String> paths =
                List.of(
                        "/v1/events",
                        "/v1/events/evt_any",
                        "/v1/rejected",
                        "/v1/waiting",
                        "/v1/lanes",
                        "/v1/events/evt_any?at=0@0");
        // At once, as each waits for Kafka until it gives up.
        Map<String, Future<Answer>> answers = new HashMap<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            paths.forEach(path -> answers.put(path, threads.submit(() -> api.get(path))));
        }

        for (Future<Answer> answer : answers.values()) {
            assertUnavailable(answer.get());
        }
    }

    private static void assertUnavailable(Answer answer) {
        assertThat(answer.status()).as(answer.response().body()).isEqualTo(503);
        assertThat(answer.response().headers().firstValue("retry-after")).hasValue("5");
        assertThat(answer.text("detail")).contains("Kafka").doesNotContain("Exception");
    }
}
