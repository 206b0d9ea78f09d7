package dev.hooklane.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hooklane.console.page.LiveStreams;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Parts of pages that are sent again when they have changed. */
@Timeout(60)
class LiveIT {
    /** For all streams: a hundred clients would each have a thread and TLS of their own. */
    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    private final ConsoleServer server = new ConsoleServer(Map.of());
    private final Reader reader = server.reader();

    @BeforeEach
    void signIn() throws Exception {
        SampleApi.fill(server);
        reader.signIn(ConsoleServer.KEY);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void whatHasChangedIsSentAndWhatHasNotIsNot() throws Exception {
        try (Stream stream = new Stream()) {
            assertThat(stream.event("part")).contains("hooks.shop.example").doesNotContain("<html");
            server.says(
                    "GET /v1/endpoints",
                    200,
                    """
                    {"endpoints":[{"id":"ep_9","account":"a","url":"https://new.example/","state":"paused",
                    "description":"","eventTypes":["*"]}],"next":null}\
                    """);

            assertThat(stream.event("part")).contains("new.example", "Paused");
        }
    }

    @Test
    void howSourcesDoArrivesOnceTheirClustersHaveAnswered() throws Exception {
        SampleSources.fill(server);
        try (Stream list = new Stream("/sources/-/live");
                Stream one = new Stream("/sources/orders/live")) {
            assertThat(list.event("part")).contains("orders", "1,234").doesNotContain("<html");
            assertThat(one.event("part")).contains("partition 1").doesNotContain("<html");
        }
        assertThat(server.calls())
                .anyMatch(call ->
                        call.what().equals("GET /v1/sources")
                                && call.query().equals("limit=20&progress=true"));
    }

    @Test
    void newEventsAreSentAndThoseWhoWatchShareALook() throws Exception {
        try (Stream stream = new Stream("/events/live?account=acct_1&type=bot.updated")) {
            assertThat(stream.event("part")).contains("order:7").doesNotContain("<html");
            server.says(
                    "GET /v1/events",
                    200,
                    """
                    {"events":[{"id":"evt_new","account":"acct_1","type":"bot.updated",
                    "timestamp":"2026-01-15T10:00:00Z","publishedAt":"2026-01-15T10:00:00Z","origin":"3@18",
                    "payloadBytes":85,"repeatOf":null}],"next":null}\
                    """);

            assertThat(stream.event("part")).contains("evt_new").doesNotContain("order:7");
        }
        assertThat(server.calls())
                .filteredOn(call -> call.what().equals("GET /v1/events"))
                .isNotEmpty()
                .allMatch(call ->
                        call.query().equals("account=acct_1&limit=50&type=bot.updated&watch=true"));
    }

    @Test
    void itSaysWhenNothingCanBeToldAndGoesOn() throws Exception {
        try (Stream stream = new Stream()) {
            stream.event("part");
            server.says("GET /v1/endpoints", 503, "{\"detail\":\"Kafka is away\"}");
            assertThat(stream.event("away")).isEmpty();
            SampleApi.fill(server);

            assertThat(stream.eventAfter("away", "part")).contains("hooks.shop.example");
        }
    }

    @Test
    void itEndsWithTheKey() throws Exception {
        try (Stream stream = new Stream()) {
            stream.event("part");
            server.says("GET /v1/endpoints", 401, "{\"detail\":\"revoked\"}");

            stream.event("ended");
            assertThat(stream.isOver()).isTrue();
        }
    }

    @Test
    void itEndsWithTheSession() throws Exception {
        try (Stream stream = new Stream()) {
            stream.event("part");
            server.passes(Duration.ofHours(9));

            stream.event("ended");
            assertThat(stream.isOver()).isTrue();
        }
    }

    @Test
    void withoutASessionThereIsNoStream() throws Exception {
        assertThat(server.reader().open("/webhooks/live").status()).isEqualTo(401);
    }

    @Test
    void whoComesWhenAllAreTakenIsTurnedAwayUntilOneGoes() throws Exception {
        List<Stream> all = new ArrayList<>();
        for (int i = 0; i < LiveStreams.OPEN_MAX; i++) {
            all.add(new Stream());
        }
        assertThat(new Stream().status()).isEqualTo(503);

        all.getFirst().close();
        Awaitility.await()
                .atMost(Duration.ofSeconds(20))
                .until(() -> {
                    // Who is gone is noticed when nothing can be sent any more.
                    server.passes(Duration.ofSeconds(11));
                    return new Stream().status() == 200;
                });
        all.forEach(Stream::close);
    }

    /** One stream, read event by event. */
    private final class Stream implements AutoCloseable {
        private final HttpResponse<InputStream> response;
        private final BufferedReader lines;

        Stream() throws IOException, InterruptedException {
            this("/webhooks/live");
        }

        Stream(String path) throws IOException, InterruptedException {
            HttpRequest.Builder request = HttpRequest.newBuilder(server.uri(path));
            response =
                    CLIENT.send(reader.withCookies(request).build(), BodyHandlers.ofInputStream());
            lines =
                    new BufferedReader(
                            new InputStreamReader(response.body(), StandardCharsets.UTF_8));
        }

        int status() {
            return response.statusCode();
        }

        /** The data of the next event, which is of that name. */
        String event(String name) throws IOException {
            return eventAfter(name, name);
        }

        /** The data of the next event of that name, after any others of another. */
        String eventAfter(String others, String name) throws IOException {
            while (true) {
                String line = lines.readLine();
                while (line.isEmpty() || line.startsWith(":")) {
                    line = lines.readLine();
                }
                assertThat(line).isIn("event: " + name, "event: " + others);
                boolean found = line.equals("event: " + name);
                StringBuilder data = new StringBuilder();
                for (line = lines.readLine(); !line.isEmpty(); line = lines.readLine()) {
                    data.append(line.substring("data:".length()).strip()).append('\n');
                }
                if (found) {
                    return data.toString().strip();
                }
            }
        }

        boolean isOver() throws IOException {
            String line = lines.readLine();
            while (line != null && line.isEmpty()) {
                line = lines.readLine();
            }
            return line == null;
        }

        @Override
        public void close() {
            try {
                response.body().close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
