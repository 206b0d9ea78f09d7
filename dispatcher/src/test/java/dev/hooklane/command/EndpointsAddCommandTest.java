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

final class EndpointsAddCommandTest {
    private static final String SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";

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
    void theSecretThatTheServerHasComesFromAFile() throws Exception {
        Files.writeString(folder.resolve("secret.txt"), SECRET + "\n");
        api.enqueue(
                new MockResponse.Builder()
                        .code(201)
                        .body("{\"id\":\"ep_1\",\"secret\":\"%s\"}".formatted(SECRET))
                        .build());

        CommandRun run =
                CommandRun.in(
                        folder,
                        Map.of(
                                "HOOKLANE_API",
                                "http://127.0.0.1:" + api.getPort(),
                                "HOOKLANE_API_KEY",
                                "k"),
                        "",
                        "endpoints",
                        "add",
                        "--account",
                        "acct_1",
                        "--url",
                        "https://example.com/hooks",
                        "--secret-file",
                        "secret.txt");

        assertThat(run.exitCode()).isZero();
        assertThat(Objects.requireNonNull(api.takeRequest().getBody()).utf8())
                .contains("\"secret\":\"%s\"".formatted(SECRET));
        assertThat(run.out()).contains("endpoint  ep_1");
    }
}
