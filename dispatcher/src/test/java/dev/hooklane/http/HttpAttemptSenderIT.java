package dev.hooklane.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hooklane.delivery.Attempt;
import dev.hooklane.delivery.AttemptOutcome;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What one attempt sends, and what it makes of plain answers. */
final class HttpAttemptSenderIT {
    private final HttpAttemptSender sender = Samples.sender(Duration.ofSeconds(10));

    @AfterEach
    void close() {
        sender.close();
    }

    @Test
    void sendsTheHeadersOfTheContract() throws IOException {
        try (RawServer server = RawServer.answering("HTTP/1.1 204 No Content\r\n\r\n")) {
            sender.send(
                    Samples.delivery(Samples.delivery().payload(), Optional.of("00-abc-def-01")),
                    Samples.endpoint(
                            server.url() + "?key=1",
                            Map.of("Authorization", "Bearer x"),
                            List.of(Samples.SECRET)));

            RawServer.Received request = server.requests().getFirst();
            assertThat(request.head()).startsWith("POST /hook?key=1 HTTP/1.1\r\n");
            assertThat(request.head().lines().skip(1).map(line -> line.replaceFirst(":.*", "")))
                    .containsExactlyInAnyOrder(
                            "Authorization",
                            "User-Agent",
                            "Accept-Encoding",
                            "X-MGA-Signature",
                            "X-MGA-Event",
                            "X-MGA-Delivery",
                            "X-MGA-Attempt",
                            "webhook-id",
                            "webhook-timestamp",
                            "webhook-signature",
                            "traceparent",
                            "tracestate",
                            "Content-Type",
                            "Content-Length",
                            "Host",
                            "Connection",
                            "");
            assertThat(request.header("User-Agent")).isEqualTo("Hooklane/1.2.3");
            assertThat(request.header("Content-Type")).isEqualTo("application/json");
            assertThat(request.header("Accept-Encoding")).isEqualTo("identity");
            assertThat(request.header("X-MGA-Event")).isEqualTo("message.created");
            assertThat(request.header("X-MGA-Delivery")).isEqualTo(Samples.delivery().id().value());
            assertThat(request.header("X-MGA-Attempt")).isEqualTo("1");
            assertThat(request.header("webhook-id")).isEqualTo("evt_1");
            assertThat(request.header("webhook-timestamp"))
                    .isEqualTo(Long.toString(Samples.NOW.getEpochSecond()));
            assertThat(request.header("traceparent")).isEqualTo("00-abc-def-01");
        }
    }

    @Test
    void any2xxIsASuccess() throws IOException {
        try (RawServer server =
                RawServer.answering("HTTP/1.1 202 Fine\r\nContent-Length: 2\r\n\r\nok")) {
            Attempt attempt = Samples.attempt(sender, server.url());

            assertThat(attempt.outcome()).isEqualTo(new AttemptOutcome.Success(202, "ok"));
            assertThat(attempt.startedAt()).isEqualTo(Samples.NOW);
            assertThat(attempt.number()).isEqualTo(1);
        }
    }

    @Test
    void theResponsesHeadersAreKeptButCookies() throws IOException {
        String head =
                """
                HTTP/1.1 500 No
                Server: nginx
                X-Long: %s
                Set-Cookie: session=s3cret
                Content-Length: 0

                """
                        .formatted("x".repeat(1_000))
                        .replace("\n", "\r\n");
        try (RawServer server = RawServer.answering(head)) {
            assertThat(Samples.attempt(sender, server.url()).headers())
                    .isEqualTo(
                            Map.of(
                                    "server", "nginx",
                                    "x-long", "x".repeat(300),
                                    "set-cookie", "(hidden)",
                                    "content-length", "0"));
        }
    }

    @Test
    void ofVeryManyHeadersFourKiBAreKept() throws IOException {
        StringBuilder head = new StringBuilder("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n");
        for (int i = 0; i < 300; i++) {
            head.append("X-Header-%d: %s\r\n".formatted(i, "y".repeat(200)));
        }
        try (RawServer server = RawServer.answering(head.append("\r\n").toString())) {
            Attempt attempt = Samples.attempt(sender, server.url());

            assertThat(attempt.outcome().succeeded()).isTrue();
            assertThat(
                            attempt.headers().entrySet().stream()
                                    .mapToInt(each ->
                                            each.getKey().length() + each.getValue().length())
                                    .sum())
                    .isBetween(3_500, Attempt.HEADERS_MAX);
        }
    }

    @Test
    void attemptsInARowShareAConnection() throws IOException {
        try (RawServer server =
                RawServer.answering("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok")) {
            for (int i = 0; i < 5; i++) {
                Samples.send(sender, server.url());
            }

            assertThat(server.connections()).isEqualTo(1);
            assertThat(server.requests()).hasSize(5);
        }
    }
}
