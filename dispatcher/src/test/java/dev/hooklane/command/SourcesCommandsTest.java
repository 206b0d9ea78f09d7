package dev.hooklane.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

final class SourcesCommandsTest {
    private static final String FILE =
            """
            name: orders
            cluster: shop
            topics: [shop.orders.v3]
            mapping:
              account: value.customer
              type: "'order.paid'"
              data:
                rate: 1.50
            examples: []
            """;
    private static final String SOURCE =
            """
            {"name":"orders","cluster":"shop","topics":["shop.orders.v3"],"begin":"earliest","keyFormat":"text",
            "format":"json","mapping":{"account":"key"},"owner":"team","paused":false,"updatedAt":"2026-01-15T10:00:00Z",
            "notReadHere":"it is paused","recordsPerMinute":120,"reading":[{"topic":"shop.orders.v3","partition":3,"next":41,"lagRecords":7,"lagSeconds":12,
            "readUpTo":"2026-01-15T10:00:00Z","instance":"hooklane-0","registryProblem":"registry shop answers 401"}],
            "progress":{"partitions":2,"held":1,"waiting":1,"lagRecords":7,"lagSeconds":12,"published":40,"skipped":2,
            "rejected":{"source_unmapped":3,"source_unreadable":1}},"registryProblem":"registry shop answers 401","lagProblem":null}
            """;

    private static final String TRIED =
            """
            {"records":[{"topic":"shop.orders.v3","partition":3,"offset":7,"timestamp":"2026-01-15T10:30:00Z",
            "headers":{"source":"web","trace":"\\u001b[31m"},"key":"k",
            "value":"{\\"customer\\":\\"acct_1\\"}","bytes":21,"outcome":"event","account":"acct_1",
            "event":{"id":"evt_1","data":{"rate":1.5}},"reason":null},
            {"topic":"shop.orders.v3","partition":3,"offset":8,"timestamp":"2026-01-15T10:30:01Z","headers":{},"key":null,
            "value":"{}","bytes":2,"outcome":"rejected","account":null,"event":null,"reason":"source_unmapped: why"}],
            "next":null}
            """;

    @TempDir private Path folder = Path.of("");
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
    void applySendsWhatTheFileSaysWithAllDigits() throws Exception {
        write(FILE);
        answer(SOURCE);

        CommandRun run = run("sources", "apply", "-f", "orders.yaml");

        assertThat(run.err()).isEmpty();
        assertThat(run.out()).isEqualToIgnoringNewLines("source orders is applied, and waiting");
        RecordedRequest request = api.takeRequest();
        assertThat(request.getMethod() + " " + request.getTarget())
                .isEqualTo("PUT /v1/sources/orders");
        assertThat(Objects.requireNonNull(request.getBody()).utf8())
                .isEqualTo(
                        "{\"cluster\":\"shop\",\"topics\":[\"shop.orders.v3\"],\"mapping\":{\"account\":\"value.customer\",\"type\":\"'order.paid'\",\"data\":{\"rate\":1.50}}}");
    }

    @ParameterizedTest
    @CsvSource({
        "topics_missing, lacks a topic",
        "topics_hidden, lacks a right",
        "topics_unreadable, lacks a right",
        "topics_left_out, leaves out topics",
        "awaits_rewind, waits for a rewind",
        "cluster_silent, waiting"
    })
    void whatIsNotReadIsItsState(String code, String state) throws Exception {
        write(FILE);
        answer(
                SOURCE.replace(
                        "\"lagProblem\":null",
                        "\"lagProblem\":\"why\",\"lagProblemCode\":\"%s\"".formatted(code)));

        CommandRun run = run("sources", "apply", "-f", "orders.yaml");

        assertThat(run.out())
                .isEqualToIgnoringNewLines("source orders is applied, and %s".formatted(state));
    }

    @Test
    void tryShowsRecordsAboveWhatTheyBecome() throws Exception {
        write(FILE);
        answer(TRIED);

        CommandRun run =
                run("sources", "try", "-f", "orders.yaml", "--from", "-2h", "--limit", "5");

        assertThat(run.err()).isEmpty();
        assertThat(run.out())
                .isEqualToNormalizingNewlines(
                        """
                        shop.orders.v3:3@7  2026-01-15T10:30:00Z
                          key      k
                          header   source: web
                          header   trace: \\u001b[31m
                          record   {"customer":"acct_1"}
                          account  acct_1
                          event    {"id":"evt_1","data":{"rate":1.5}}
                        shop.orders.v3:3@8  2026-01-15T10:30:01Z
                          key      none
                          record   {}
                          rejected source_unmapped: why
                        1 of 2 records would become events
                        """);
        JsonNode sent =
                JsonMapper.shared()
                        .readTree(Objects.requireNonNull(api.takeRequest().getBody()).utf8());
        assertThat(sent.path("from").asString()).isEqualTo("-2h");
        assertThat(sent.path("limit").asInt()).isEqualTo(5);
        assertThat(sent.path("name").asString("")).isEqualTo("orders");
    }

    @Test
    void tryShowsRecordsBesideWhatTheyBecomeWhereThereIsRoom() throws Exception {
        write(FILE);
        answer(TRIED);

        CommandRun run = runIn(Map.of("COLUMNS", "101"), "sources", "try", "-f", "orders.yaml");

        assertThat(run.err()).isEmpty();
        assertThat(run.out())
                .isEqualToNormalizingNewlines(
                        """
                        shop.orders.v3:3@7  2026-01-15T10:30:00Z
                          key      k                                       | account  acct_1
                          header   source: web                             | event
                          header   trace: \\u001b[31m                       | {
                          record                                           |   "id" : "evt_1",
                          {                                                |   "data" : {
                            "customer" : "acct_1"                          |     "rate" : 1.5
                          }                                                |   }
                                                                           | }
                        shop.orders.v3:3@8  2026-01-15T10:30:01Z
                          key      none                                    | rejected source_unmapped: why
                          record   { }                                     |
                        1 of 2 records would become events
                        """);
    }

    @Test
    void showHasHowMuchIsLeft() {
        answer(SOURCE);

        CommandRun run = run("sources", "show", "orders");

        assertThat(run.out())
                .contains("published   40", "skipped     2")
                .contains("rejected    4: 3 source_unmapped, 1 source_unreadable")
                .contains("left        7", "behind      12 s")
                .contains("waits       1 of 2 partitions: registry shop answers 401")
                .contains("state       waiting", "cluster     shop", "not read    it is paused")
                .contains("read        120 records in the last minute")
                .containsPattern("shop.orders.v3 +3 +41 +7 +12 s +hooklane-0");
    }

    @Test
    void theListHasHowMuchIsLeft() throws Exception {
        answer("{\"sources\":[%s],\"next\":null}".formatted(SOURCE));
        answer("{\"sources\":[%s],\"next\":null}".formatted(SOURCE));

        CommandRun table = run("sources", "list");
        CommandRun json = run("sources", "list", "--json");

        assertThat(table.out())
                .containsPattern("NAME +STATE +LEFT +BEHIND +CLUSTER +TOPICS +OWNER")
                .containsPattern("orders +waiting +7 +12 s +shop +shop.orders.v3 +team");
        assertThat(json.out()).contains("\"lagRecords\":7", "\"source_unmapped\":3");
        assertThat(api.takeRequest().getTarget()).contains("progress=true");
    }

    @ParameterizedTest
    @CsvSource({
        "pause, orders is paused",
        "resume, orders is resumed",
    })
    void aSourceIsPausedAndResumed(String wish, String line) throws Exception {
        answer(SOURCE);

        CommandRun run = run("sources", wish, "orders");

        assertThat(run.out()).isEqualToIgnoringNewLines(line);
        assertThat(api.takeRequest().getTarget()).isEqualTo("/v1/sources/orders/" + wish);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "topics: [shop.orders.v3]     | topic: [a]        | line ",
                "name: orders                 | name: Orders      | line 1: /name ",
                "cluster: shop                | cluster: [a       | line 3: it is no YAML: ",
            })
    void aMistakeInTheFileIsOneLineWithItsPlace(String was, String is, String expected)
            throws Exception {
        write(FILE.replace(was.strip(), is.strip()));

        CommandRun run = run("sources", "apply", "-f", "orders.yaml");

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.err())
                .startsWith("hooklane: file orders.yaml: " + expected.strip())
                .hasLineCount(1);
        assertThat(api.getRequestCount()).isZero();
    }

    @Test
    void theSchemaIsPrintedWithoutAnInstallation() {
        CommandRun run = CommandRun.of("sources", "apply", "--schema");

        assertThat(run.exitCode()).isZero();
        assertThat(JsonMapper.shared().readTree(run.out()).path("title").asString())
                .isEqualTo("Hooklane source");
    }

    private void write(String file) throws IOException {
        Files.writeString(folder.resolve("orders.yaml"), file);
    }

    private void answer(String body) {
        api.enqueue(new MockResponse.Builder().code(200).body(body).build());
    }

    private CommandRun run(String... arguments) {
        return runIn(Map.of(), arguments);
    }

    /** Runs a command in an environment with these variables, too. */
    private CommandRun runIn(Map<String, String> variables, String... arguments) {
        Map<String, String> environment = new HashMap<>(variables);
        environment.put("HOOKLANE_API", "http://127.0.0.1:" + api.getPort());
        environment.put("HOOKLANE_API_KEY", "k");
        return CommandRun.in(folder, environment, "", arguments);
    }
}
