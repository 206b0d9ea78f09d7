package dev.hooklane.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What an operator is asked and told when a source is to read from somewhere else. */
final class SourcesRewindTest {
    private static final String SOURCE =
            """
            {"name":"orders","cluster":"shop","topics":["shop.orders.v3"],"begin":"earliest","keyFormat":"text",
            "format":"json","mapping":{"account":"key"},"owner":"team","paused":false,"updatedAt":"2026-01-15T10:00:00Z",
            "reading":[{"topic":"shop.orders.v3","partition":3,"next":41,"lagRecords":7,"lagSeconds":12,
            "readUpTo":"2026-01-15T10:00:00Z","instance":"hooklane-0","registryProblem":null}],
            "progress":{"partitions":2,"held":1,"waiting":1,"lagRecords":7,"lagSeconds":12,"published":40,"skipped":2,
            "rejected":{}},"registryProblem":null,"lagProblem":null}
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
    void aRewindAsksFirst() throws Exception {
        CommandRun refused = run("sources", "rewind", "orders", "--to", "-6h");
        answer(SOURCE);
        CommandRun done = run("sources", "rewind", "orders", "--to", "-6h", "--yes");

        assertThat(refused.exitCode()).isEqualTo(1);
        assertThat(refused.err()).contains("orders would be read from -6h on: pass --yes to do it");
        assertThat(done.out()).isEqualToIgnoringNewLines("orders is read from -6h on");
        assertThat(Objects.requireNonNull(api.takeRequest().getBody()).utf8())
                .isEqualTo("{\"to\":\"-6h\"}");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "44 | shop.orders.v3-3 of orders would be read from 44 on; offsets from 41 on that would be left unread: 3: pass --yes to do it",
                "40 | shop.orders.v3-3 of orders would be read from 40 on, and not from 41 on: pass --yes to do it",
            })
    void aRewindOfOnePartitionSaysFirstWhatItLeavesUnread(long offset, String expected) {
        answer(SOURCE);

        CommandRun refused =
                run(
                        "sources",
                        "rewind",
                        "orders",
                        "--topic",
                        "shop.orders.v3",
                        "--partition",
                        "3",
                        "--offset",
                        Long.toString(offset));

        assertThat(refused.exitCode()).isEqualTo(1);
        assertThat(refused.err()).contains(expected);
        assertThat(api.getRequestCount()).isEqualTo(1);
    }

    @Test
    void onePartitionIsRewound() throws Exception {
        answer(
                SOURCE.replace(
                        "\"paused\":false", "\"paused\":false,\"rewound\":{\"leftUnread\":3}"));

        CommandRun done =
                run(
                        "sources",
                        "rewind",
                        "orders",
                        "--topic=shop.orders.v3",
                        "--partition=3",
                        "--offset=44",
                        "--yes");

        assertThat(done.err()).isEmpty();
        assertThat(done.out())
                .isEqualToIgnoringNewLines(
                        "shop.orders.v3-3 of orders is read from 44 on; offsets before it that are left unread: 3");
        assertThat(Objects.requireNonNull(api.takeRequest().getBody()).utf8())
                .isEqualTo("{\"topic\":\"shop.orders.v3\",\"partition\":3,\"offset\":44}");
    }

    @Test
    void onePartitionIsOneOfOneSource() {
        CommandRun refused =
                run(
                        "sources",
                        "rewind",
                        "orders",
                        "refunds",
                        "--topic=shop.orders.v3",
                        "--partition=3",
                        "--offset=44",
                        "--yes");

        assertThat(refused.err()).contains("--partition is one of one source, not of 2");
        assertThat(api.getRequestCount()).isZero();
    }

    private void answer(String body) {
        api.enqueue(new MockResponse.Builder().code(200).body(body).build());
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
