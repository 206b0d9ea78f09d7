package dev.hooklane.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Which requests a plan is made of, and those that carry it out. */
final class ManifestPlanTest {
    private static final String MANIFEST =
            """
            hooklane: 1
            endpoints:
            - {account: acme, name: crm, url: https://crm.example/hooks, eventTypes: [OrderPaid]}
            eventTypes:
            - {name: OrderPaid, description: Paid., example: {}}
            - {name: OrderOld, description: Old., example: {}, archived: true}
            - {name: OrderSame, description: Same., example: {}}
            """;
    private static final String TYPES =
            """
            {"results":[{"kind":"eventType","name":"OrderPaid","result":"created"},
            {"kind":"eventType","name":"OrderOld","result":"changed"},
            {"kind":"eventType","name":"OrderSame","result":"unchanged"}]}
            """;
    private static final String ENDPOINTS =
            "{\"results\":[{\"kind\":\"endpoint\",\"account\":\"acme\",\"name\":\"crm\",\"result\":\"created\"}]}";

    private final MockWebServer api = new MockWebServer();

    @BeforeEach
    void start() throws IOException {
        api.start();
    }

    @AfterEach
    void stop() {
        api.close();
    }

    @Test
    void endpointsArePlannedWithTheTypesThatTheFileBrings() throws Exception {
        answer(TYPES);
        answer(ENDPOINTS);

        CommandRun run = run(MANIFEST, "diff", "-f", "-");

        assertThat(run.exitCode()).as(run.err()).isEqualTo(ExitCodes.DIFFERS);
        assertThat(json(api.takeRequest()).has("plannedTypes")).isFalse();
        assertThat(json(api.takeRequest()).path("plannedTypes").toString())
                .isEqualTo("[\"OrderPaid\"]");
    }

    @Test
    void onlyWhatChangesSomethingIsSentOnceAndRemembered() throws Exception {
        answer(TYPES);
        answer(ENDPOINTS);
        answer("{\"results\":[{\"result\":\"created\"},{\"result\":\"changed\"}]}");
        answer(ENDPOINTS);

        run(MANIFEST, "apply", "-f", "-");

        List<String> once = new ArrayList<>();
        List<String> sent = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            RecordedRequest request = api.takeRequest();
            once.add(request.getHeaders().get("Idempotency-Key") == null ? "asked" : "once");
            sent.add(names(json(request)));
        }
        assertThat(once).containsExactly("asked", "asked", "once", "once");
        assertThat(sent)
                .containsExactly(
                        "OrderPaid OrderOld OrderSame", "crm", "OrderPaid OrderOld", "crm");
    }

    @Test
    void whatTheFileNoLongerHasIsRemovedByItsKindAndName() throws Exception {
        answer(
                """
                {"objects":[{"kind":"eventType","id":null,"account":null,"name":"OrderPaid"},
                {"kind":"quotas","id":null,"account":"acme","name":""},
                {"kind":"quotas","id":null,"account":"gone","name":""},
                {"kind":"endpoint","id":"ep_1","account":"acme","name":"crm"},
                {"kind":"endpoint","id":"ep_2","account":"acme","name":""},
                {"kind":"endpoint","id":"ep_3","account":"gone","name":"crm"},
                {"kind":"key","id":"key_1","account":null,"name":"crm"}],"next":null}
                """);
        answer("{\"results\":[{\"result\":\"removed\"}]}");
        answer("{\"results\":[{\"result\":\"unchanged\"},{\"result\":\"removed\"}]}");
        answer(
                "{\"results\":[{\"result\":\"unchanged\"},{\"result\":\"unchanged\"},{\"result\":\"removed\"}]}");
        answer("{\"results\":[{\"result\":\"removed\"}]}");

        run(
                """
                hooklane: 1
                quotas:
                - {account: acme, limits: {endpoints: 1}}
                endpoints:
                - {account: acme, name: crm}
                - {id: ep_2}
                """,
                "diff",
                "-f",
                "-",
                "--prune");

        api.takeRequest();
        List<String> removed = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            json(api.takeRequest())
                    .path("objects")
                    .valueStream()
                    .filter(each -> each.has("remove"))
                    .forEach(each -> removed.add(each.toString()));
        }
        assertThat(removed)
                .containsExactly(
                        "{\"kind\":\"eventType\",\"name\":\"OrderPaid\",\"remove\":true}",
                        "{\"kind\":\"quotas\",\"account\":\"gone\",\"remove\":true}",
                        "{\"kind\":\"endpoint\",\"id\":\"ep_3\",\"account\":\"gone\",\"name\":\"crm\",\"remove\":true}",
                        "{\"kind\":\"key\",\"id\":\"key_1\",\"name\":\"crm\",\"remove\":true}");
    }

    @Test
    void whatSomebodyWroteStaysOnItsLine() {
        answer(TYPES);
        answer(
                """
                {"results":[{"kind":"endpoint","account":"acme","name":"crm","result":"changed","fields":[
                {"field":"description","from":"a\\nb","to":"\\u001b[2J","conflict":null}]}]}
                """);

        assertThat(run(MANIFEST, "diff", "-f", "-").out())
                .contains("description: a\\u000ab -> \\u001b[2J");
    }

    private static String names(JsonNode request) {
        return String.join(
                " ",
                request.path("objects")
                        .valueStream()
                        .map(each -> each.path("name").asString())
                        .toList());
    }

    private void answer(String body) {
        api.enqueue(new MockResponse.Builder().code(200).body(body).build());
    }

    private static JsonNode json(RecordedRequest request) {
        return JsonMapper.shared().readTree(Objects.requireNonNull(request.getBody()).utf8());
    }

    private CommandRun run(String manifest, String... arguments) {
        List<String> all = new ArrayList<>(List.of(arguments));
        all.addAll(List.of("--api", "http://127.0.0.1:" + api.getPort(), "--key", "k"));
        return CommandRun.in(Path.of("none"), Map.of(), manifest, all.toArray(String[]::new));
    }
}
