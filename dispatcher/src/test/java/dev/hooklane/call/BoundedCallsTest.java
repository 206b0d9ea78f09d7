package dev.hooklane.call;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import okio.Buffer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A server gets no more of us than the bounds, and the reason is what it does, in words. */
final class BoundedCallsTest {
    private static final Duration LONG = Duration.ofSeconds(30);
    private static final Duration SHORT = Duration.ofMillis(200);

    private static final Buffer LATIN_1 =
            new Buffer().writeString("{\"gr\u00fc\u00df\":1}", ISO_8859_1);

    private final MockWebServer server = new MockWebServer();

    @BeforeEach
    void start() throws IOException {
        server.start();
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void anAnswerOfAnyStatusIsReturned() throws Exception {
        server.enqueue(
                new MockResponse.Builder()
                        .code(503)
                        .setHeader("Content-Type", "text/plain")
                        .body("later")
                        .build());
        try (BoundedCalls calls = calls(LONG, 5)) {
            assertThat(calls.send(request())).isEqualTo(new Answer(503, "text/plain", "later"));
        }
    }

    @Test
    void anAnswerThatIsNotUtf8IsRefused() {
        server.enqueue(new MockResponse.Builder().body(LATIN_1).build());

        assertFails(LONG, LONG, "gives an answer that is not UTF-8");
    }

    @Test
    void anErrorThatIsNotUtf8KeepsItsStatus() throws Exception {
        server.enqueue(new MockResponse.Builder().code(502).body(LATIN_1).build());
        try (BoundedCalls calls = calls(LONG, 5)) {
            assertThat(calls.send(request())).isEqualTo(new Answer(502, "", ""));
        }
    }

    @Test
    void aRedirectIsNotFollowed() throws Exception {
        server.enqueue(
                new MockResponse.Builder().code(302).setHeader("Location", "/elsewhere").build());
        try (BoundedCalls calls = calls(LONG, 5)) {
            assertThat(calls.send(request()).status()).isEqualTo(302);
        }
        assertThat(server.getRequestCount()).isOne();
    }

    @Test
    void aBodyOverTheLimitIsRefused() {
        server.enqueue(new MockResponse.Builder().body("x".repeat((1 << 20) + 1)).build());

        assertFails(LONG, LONG, "gives an answer over 1 MiB");
    }

    @Test
    void bytesThatDripAreNotWaitedFor() {
        server.enqueue(
                new MockResponse.Builder()
                        .body("x".repeat(10_000))
                        .throttleBody(1, 100, TimeUnit.MILLISECONDS)
                        .build());

        assertFails(SHORT, LONG, "gives no answer within 0.2 s");
    }

    @Test
    void aCallerWithLessTimeGetsTheReasonSooner() {
        server.enqueue(
                new MockResponse.Builder().headersDelay(30, TimeUnit.SECONDS).body("{}").build());

        assertFails(LONG, SHORT, "gives no answer in time");
    }

    @Test
    void aServerThatIsAwaySaysSo() {
        URI away = server.url("/").uri();
        server.close();
        try (BoundedCalls calls = calls(LONG, 1)) {
            assertThatThrownBy(() -> calls.send(HttpRequest.newBuilder(away).build()))
                    .isInstanceOf(CallFailedException.class)
                    .hasMessage("does not accept connections");
        }
    }

    @Test
    void moreRequestsThanAllowedAreRefused() throws Exception {
        server.enqueue(
                new MockResponse.Builder().headersDelay(30, TimeUnit.SECONDS).body("{}").build());
        CompletableFuture<Void> first;
        try (BoundedCalls calls = calls(LONG, 1)) {
            first =
                    CompletableFuture.runAsync(() ->
                            assertThatThrownBy(() -> calls.send(request()))
                                    .isInstanceOf(CallFailedException.class));
            server.takeRequest();

            assertThatThrownBy(() -> calls.send(request()))
                    .isInstanceOf(CallFailedException.class)
                    .hasMessage("is asked too much at once; the limit is 1");
        }
        first.get(LONG.toSeconds(), TimeUnit.SECONDS);
    }

    private void assertFails(Duration patience, Duration atMost, String reason) {
        try (BoundedCalls calls = calls(patience, 5)) {
            assertThatThrownBy(() -> calls.send(request(), atMost))
                    .isInstanceOf(CallFailedException.class)
                    .hasMessage(reason);
        }
    }

    private static BoundedCalls calls(Duration patience, int atOnceMax) {
        return new BoundedCalls(List.of(), new Bounds(patience, 1 << 20, atOnceMax));
    }

    private HttpRequest request() {
        return HttpRequest.newBuilder(server.url("/").uri()).build();
    }
}
