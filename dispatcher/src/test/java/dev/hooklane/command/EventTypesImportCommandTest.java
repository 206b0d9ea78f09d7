package dev.hooklane.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The plan is shown before anything is changed. */
final class EventTypesImportCommandTest {
    private static final String DOCUMENT =
            """
            asyncapi: 3.0.0
            components:
              messages:
                OrderPaid:
                  name: order.paid
                  summary: An order was paid.
                  payload: {type: object, properties: {total: {type: number, examples: [12.50]}}}
                OrderSent:
                  name: order.sent
                  summary: An order is on its way.
                Bell:
                  name: bell
                  payload: {type: string}
            """;
    private static final String PLAN =
            """
            {"results":[{"kind":"eventType","name":"order.paid","result":"created"},
            {"kind":"eventType","name":"order.sent","result":"changed","fields":[
            {"field":"description","from":"Sent.","to":"An order is on its way."}]}]}
            """;

    @TempDir private Path folder = Path.of("");
    private final MockWebServer api = new MockWebServer();

    @BeforeEach
    void start() throws IOException {
        api.start();
        Files.writeString(folder.resolve("asyncapi.yaml"), DOCUMENT);
    }

    @AfterEach
    void stop() {
        api.close();
    }

    @Test
    void aDryRunShowsThePlanAndChangesNothing() throws Exception {
        answer(PLAN);

        CommandRun run = run("event-types", "import", "-f", "asyncapi.yaml", "--dry-run");

        assertThat(run.err()).isEmpty();
        assertThat(run.out())
                .isEqualToIgnoringNewLines(
                        """
                        + event type order.paid
                        ~ event type order.sent
                            description: Sent. -> An order is on its way.
                        ! event type bell: its payload is of type "string"; the data of an event is an object
                        1 to add, 1 to change, 0 conflicts, 1 refused, 0 as they should be
                        """);
        assertThat(run.exitCode()).isEqualTo(ExitCodes.ENDED_WITH_FAILURES);
        assertThat(api.getRequestCount()).isOne();
        assertThat(sent().toString())
                .isEqualTo(
                        "{\"objects\":[{\"kind\":\"eventType\",\"name\":\"order.paid\",\"description\":\"An order was paid.\",\"example\":{\"total\":12.5},\"schema\":{\"type\":\"object\",\"properties\":{\"total\":{\"type\":\"number\",\"examples\":[12.5]}}}},"
                                + "{\"kind\":\"eventType\",\"name\":\"order.sent\",\"description\":\"An order is on its way.\",\"example\":{}}],\"owner\":\"default\",\"dryRun\":true,\"force\":false}");
    }

    @Test
    void withoutAYesNothingIsChanged() throws Exception {
        answer(PLAN);

        CommandRun run = run("event-types", "import", "-f", "asyncapi.yaml");

        assertThat(run.exitCode()).isEqualTo(ExitCodes.REFUSED);
        assertThat(run.err()).contains("1 event types would be added, and 1 changed", "--yes");
        assertThat(api.getRequestCount()).isOne();
    }

    @Test
    void whatIsPlannedIsDone() throws Exception {
        Files.writeString(
                folder.resolve("asyncapi.yaml"),
                DOCUMENT.substring(0, DOCUMENT.indexOf("    Bell:")));
        answer(PLAN);
        answer(PLAN);

        CommandRun run =
                run("event-types", "import", "-f", "asyncapi.yaml", "--yes", "--owner", "shop");

        assertThat(run.exitCode()).isZero();
        JsonNode planned = sent();
        JsonNode done = sent();
        assertThat(planned.path("dryRun").asBoolean()).isTrue();
        assertThat(done.path("dryRun").asBoolean(true)).isFalse();
        assertThat(done.path("owner").asString()).isEqualTo("shop");
        assertThat(done.path("objects")).isEqualTo(planned.path("objects"));
    }

    @Test
    void whatIsAsItShouldBeNeedsNoYes() throws Exception {
        answer(PLAN.replace("created", "unchanged").replace("changed\",\"f", "unchanged\",\"f"));

        CommandRun run = run("event-types", "import", "-f", "asyncapi.yaml", "--json");

        JsonNode printed = JsonMapper.shared().readTree(run.out());
        assertThat(printed.path("counts").path("unchanged").asInt()).isEqualTo(2);
        assertThat(printed.path("counts").path("refused").asInt()).isOne();
        assertThat(printed.path("results").path(2).path("name").asString()).isEqualTo("bell");
        assertThat(run.exitCode()).isEqualTo(ExitCodes.ENDED_WITH_FAILURES);
    }

    @Test
    void aFileThatIsNoDocumentIsNamed() throws Exception {
        Files.writeString(folder.resolve("asyncapi.yaml"), "openapi: 3.1.0");
        CommandRun other = run("event-types", "import", "-f", "asyncapi.yaml");
        Files.writeString(folder.resolve("asyncapi.yaml"), "asyncapi: 3.0.0");
        CommandRun empty = run("event-types", "import", "-f", "asyncapi.yaml");

        assertThat(other.exitCode()).isEqualTo(ExitCodes.REFUSED);
        assertThat(other.err())
                .contains("file asyncapi.yaml: it is no AsyncAPI document: the field asyncapi");
        assertThat(empty.err()).contains("file asyncapi.yaml has no messages");
        assertThat(api.getRequestCount()).isZero();
    }

    private JsonNode sent() throws InterruptedException {
        return JsonMapper.shared()
                .readTree(Objects.requireNonNull(api.takeRequest().getBody()).utf8());
    }

    private void answer(String body) {
        api.enqueue(
                new MockResponse.Builder()
                        .addHeader("Content-Type", "application/json")
                        .body(body)
                        .build());
    }

    private CommandRun run(String... arguments) {
        return CommandRun.in(
                folder,
                Map.of(
                        "HOOKLANE_API",
                        "http://127.0.0.1:" + api.getPort(),
                        "HOOKLANE_API_KEY",
                        "k"),
                "",
                arguments);
    }
}
