package dev.hooklane.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Objects;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** {@code hooklane listen --forward-to}, as far as the command itself decides. */
final class ListenForwardTest {
    private static final String TARGET = "http://localhost:3000/hook";

    private final MockWebServer api = new MockWebServer();

    @BeforeEach
    void start() throws IOException {
        api.start();
    }

    @AfterEach
    void stop() {
        api.close();
    }

    private void refuse() {
        api.enqueue(
                new MockResponse.Builder()
                        .code(403)
                        .addHeader("Content-Type", "application/problem+json")
                        .body("{\"detail\":\"key key_1 does not have the ability manage\"}")
                        .build());
    }

    private String base() {
        return "http://127.0.0.1:" + api.getPort();
    }

    @Test
    void aRefusedStreamEndsItWithTheReason() throws InterruptedException {
        refuse();

        CommandRun run =
                CommandRun.of(
                        "listen",
                        "--forward-to",
                        TARGET,
                        "--api",
                        base(),
                        "--key",
                        "hlk_1",
                        "--account",
                        "acct_1",
                        "--event",
                        "message.*",
                        "--secret",
                        "whsec_1");

        assertThat(run.exitCode()).isNotZero();
        assertThat(run.err()).contains("does not have the ability manage");
        RecordedRequest asked = api.takeRequest();
        assertThat(asked.getTarget()).isEqualTo("/v1/listeners");
        assertThat(asked.getHeaders().get("Authorization")).isEqualTo("Bearer hlk_1");
        assertThat(asked.getHeaders().get("Idempotency-Key")).isNull();
        JsonNode body =
                JsonMapper.shared().readTree(Objects.requireNonNull(asked.getBody()).utf8());
        assertThat(body.path("account").asString()).isEqualTo("acct_1");
        assertThat(body.path("eventTypes").toString()).isEqualTo("[\"message.*\"]");
        assertThat(body.path("secret").asString()).isEqualTo("whsec_1");
    }

    @Test
    void aPortalLinkIsExchangedForASession() throws InterruptedException {
        api.enqueue(
                new MockResponse.Builder()
                        .code(201)
                        .addHeader("Content-Type", "application/json")
                        .body("{\"session\":\"hls_1\",\"account\":\"acct_1\"}")
                        .build());
        refuse();

        CommandRun.of(
                "listen", "--forward-to", TARGET, "--link", base() + "/console/portal#hlp_abc");

        RecordedRequest exchange = api.takeRequest();
        assertThat(exchange.getTarget()).isEqualTo("/v1/portal-sessions");
        assertThat(exchange.getHeaders().get("Authorization")).isEqualTo("Bearer hlp_abc");
        assertThat(api.takeRequest().getHeaders().get("Authorization")).isEqualTo("Bearer hls_1");
    }

    @Test
    void whatIsNoUrlIsRefusedBeforeAnythingIsAsked() {
        assertThat(CommandRun.of("listen", "--forward-to", "localhost:3000").err())
                .contains("is not a URL such as http://localhost:3000/hook");
        assertThat(CommandRun.of("listen", "--forward-to", TARGET, "--link", "hlp_abc").err())
                .contains("is not a portal link");
        assertThat(api.getRequestCount()).isZero();
    }
}
