package dev.hooklane.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class EndpointsAccessCommandTest {
    private static final String ANSWER =
            """
            {"id":"ep_1","authorization":{"clientId":"shop","tokenUrl":"https://id.example/token"},
            "tls":{"expiresAt":"2027-01-15T00:00:00Z"}}
            """;

    private final MockWebServer api = new MockWebServer();
    private @TempDir Path folder = Path.of("");

    @BeforeEach
    void start() throws IOException {
        api.start();
        api.enqueue(new MockResponse.Builder().code(200).body(ANSWER).build());
    }

    @AfterEach
    void stop() {
        api.close();
    }

    @Test
    void theSecretComesFromStandardInputAndIsNotPrinted() throws Exception {
        CommandRun run =
                run(
                        "hush\n",
                        "--token-url",
                        "https://id.example/token",
                        "--client-id",
                        "shop",
                        "--client-secret-file",
                        "-");

        RecordedRequest asked = api.takeRequest();
        assertThat(asked.getMethod() + " " + asked.getUrl().encodedPath())
                .isEqualTo("PATCH /v1/endpoints/ep_1");
        assertThat(body(asked))
                .isEqualTo(
                        "{\"authorization\":{\"type\":\"oauth2\",\"tokenUrl\":\"https://id.example/token\",\"clientId\":\"shop\",\"clientSecret\":\"hush\"}}");
        assertThat(run.out())
                .isEqualToNormalizingNewlines(
                        """
                        authorization  client shop of https://id.example/token
                        certificates   until 2027-01-15T00:00:00Z
                        """);
    }

    @Test
    void certificatesComeFromFilesAndTheClientIsRemoved() throws Exception {
        Files.writeString(folder.resolve("client.pem"), "CERT");
        Files.writeString(folder.resolve("client.key"), "KEY");

        run(
                "",
                "--no-authorization",
                "--client-certificate-file",
                "client.pem",
                "--client-key-file",
                "client.key");

        assertThat(body(api.takeRequest()))
                .isEqualTo(
                        "{\"authorization\":null,\"tls\":{\"clientCertificate\":\"CERT\",\"clientKey\":\"KEY\"}}");
    }

    @Test
    void whatCanNotBeMeantIsRefusedWithoutAsking() {
        assertThat(run("").err()).contains("nothing to change");
        assertThat(run("", "--client-id", "shop").err()).contains("both --token-url and");
        assertThat(run("", "--no-certificates", "--ca-file", "ca.pem").err())
                .contains("can't be combined");
        assertThat(run("", "--ca-file", "no-such.pem").err())
                .contains("file no-such.pem can't be read");
        assertThat(api.getRequestCount()).isZero();
    }

    private static String body(RecordedRequest request) {
        return request.getBody() == null ? "" : request.getBody().utf8();
    }

    private CommandRun run(String input, String... options) {
        List<String> arguments = new ArrayList<>(List.of("endpoints", "access", "ep_1"));
        arguments.addAll(List.of(options));
        return CommandRun.in(
                folder,
                Map.of(
                        "HOOKLANE_API",
                        "http://127.0.0.1:" + api.getPort(),
                        "HOOKLANE_API_KEY",
                        "a-key"),
                input,
                arguments.toArray(String[]::new));
    }
}
