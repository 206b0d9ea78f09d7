package dev.hooklane.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Map;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ExportCommandTest {
    private final MockWebServer api = new MockWebServer();
    private @TempDir Path folder = Path.of("");

    @BeforeEach
    void start() throws IOException {
        api.start();
    }

    @AfterEach
    void stop() {
        api.close();
    }

    @Test
    void aFileMayBeNamedAfterTheDay() {
        LocalDate sunday = LocalDate.parse("2026-11-29");

        assertThat(ExportCommand.named("hooklane-{weekday}.yaml", sunday))
                .isEqualTo("hooklane-sun.yaml");
        assertThat(ExportCommand.named("{date}/hooklane.yaml", sunday))
                .isEqualTo("2026-11-29/hooklane.yaml");
    }

    @Test
    void allPagesAreInTheManifestAndAnEndpointThatCantBeOpenedIsNamed() throws Exception {
        answer(
                """
                {"objects":[{"kind":"endpoint","id":"ep_1","url":"https://a","sealed":"A"},
                {"kind":"endpoint","id":"ep_2","url":"https://b","sealed":null}],"next":"more"}
                """);
        answer(
                "{\"objects\":[{\"kind\":\"key\",\"id\":\"key_1\",\"sealed\":\"B\"}],\"next\":null}");

        CommandRun run =
                CommandRun.in(
                        folder,
                        Map.of(
                                "HOOKLANE_API",
                                "http://127.0.0.1:" + api.getPort(),
                                "HOOKLANE_API_KEY",
                                "a-key"),
                        "",
                        "export",
                        "-o",
                        "backup.yaml");

        assertThat(run.exitCode()).isEqualTo(4);
        assertThat(run.err()).contains("endpoint ep_2 is left out: no key of secrets.key opens it");
        assertThat(Files.readString(folder.resolve("backup.yaml")))
                .isEqualTo(
                        """
                        hooklane: 1
                        endpoints:
                        - id: ep_1
                          url: https://a
                          sealed: A
                        keys:
                        - id: key_1
                          sealed: B
                        """);
        assertThat(api.takeRequest().getUrl().encodedQuery()).isEqualTo("limit=1000");
        assertThat(api.takeRequest().getUrl().encodedQuery()).isEqualTo("cursor=more&limit=1000");
    }

    private void answer(String body) {
        api.enqueue(new MockResponse.Builder().code(200).body(body).build());
    }
}
