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

/** What `endpoints show` and `endpoints update` ask of the API, and print. */
final class EndpointsUpdateCommandTest {
    private static final String ENDPOINT =
            """
            {"id":"ep_1","account":"acct_1","url":"https://example.com/hooks","description":"orders",
            "state":"enabled","failingSince":"2027-01-15T00:00:00Z","eventTypes":["message.*","bot.created"],
            "filter":null,"headers":{"x-team":"(set)"},"authorization":null,"tls":null,"timeout":"5s",
            "maxInFlight":null,"rateLimit":{"perSecond":10,"burst":20},"ordered":false,"schedule":null,
            "signature":"hmac","createdAt":"2026-01-15T00:00:00Z","updatedAt":"2026-01-16T00:00:00Z"}
            """;

    private static final String SHOWN =
            """
            endpoint      ep_1
            account       acct_1
            url           https://example.com/hooks
            description   orders
            state         enabled, failing since 2027-01-15T00:00:00Z
            events        message.*, bot.created
            filter        none
            headers       x-team
            token         none
            certificates  none
            timeout       5s
            in flight     default
            rate          10/s, 20 at once
            ordered       no
            schedule      default
            signature     hmac
            created       2026-01-15T00:00:00Z
            updated       2026-01-16T00:00:00Z
            """;

    private final MockWebServer api = new MockWebServer();

    @BeforeEach
    void start() throws IOException {
        api.start();
        api.enqueue(new MockResponse.Builder().code(200).body(ENDPOINT).build());
    }

    @AfterEach
    void stop() {
        api.close();
    }

    @Test
    void anEndpointIsShownALineForEachField() throws InterruptedException {
        CommandRun run = run("show", "ep_1");

        assertThat(line(api.takeRequest())).isEqualTo("GET /v1/endpoints/ep_1");
        assertThat(run.out()).isEqualToNormalizingNewlines(SHOWN);
    }

    @Test
    void onlyWhatIsNamedIsChanged() throws InterruptedException {
        CommandRun run =
                run(
                        "update",
                        "ep_1",
                        "--url",
                        "https://example.com/hooks",
                        "--description",
                        "",
                        "--header",
                        "X-Team: support",
                        "--reset",
                        "schedule,max-in-flight");

        RecordedRequest asked = api.takeRequest();
        assertThat(line(asked)).isEqualTo("PATCH /v1/endpoints/ep_1");
        assertThat(body(asked))
                .isEqualTo(
                        "{\"schedule\":null,\"maxInFlight\":null,\"url\":\"https://example.com/hooks\","
                                + "\"description\":\"\",\"headers\":{\"X-Team\":\"support\"}}");
        assertThat(run.out()).isEqualToNormalizingNewlines(SHOWN);
    }

    @Test
    void headersAreDroppedOnRequest() throws InterruptedException {
        run("update", "ep_1", "--no-headers", "--events", "message.*,bot.created");

        assertThat(body(api.takeRequest()))
                .isEqualTo("{\"eventTypes\":[\"message.*\",\"bot.created\"],\"headers\":{}}");
    }

    private static String line(RecordedRequest asked) {
        return asked.getMethod() + " " + asked.getUrl().encodedPath();
    }

    private static String body(RecordedRequest asked) {
        return Objects.requireNonNull(asked.getBody()).utf8();
    }

    private CommandRun run(String... arguments) {
        List<String> all = new ArrayList<>(List.of("endpoints"));
        all.addAll(List.of(arguments));
        all.addAll(List.of("--api", "http://127.0.0.1:" + api.getPort(), "--key", "k"));
        CommandRun run = CommandRun.in(Path.of("none"), Map.of(), "", all.toArray(String[]::new));
        assertThat(run.err()).isEmpty();
        return run;
    }
}
