package dev.hooklane.bench.receiver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReceiverProcessIT {
    @Test
    void countsRequestsAndTakesTheirLatency() throws IOException, InterruptedException {
        try (ReceiverProcess receiver = ReceiverProcess.start(3);
                HttpClient client = HttpClient.newHttpClient()) {
            long sentAt = receiver.nanoTime() - Duration.ofMillis(50).toNanos();
            String large = " ".repeat(20_000);
            List<String> bodies = List.of("{}", "{\"sentAtNanos\":" + sentAt + "}", large);
            for (int i = 0; i < bodies.size(); i++) {
                HttpRequest request =
                        HttpRequest.newBuilder(receiver.urls().get(i))
                                .version(HttpClient.Version.HTTP_1_1)
                                .POST(HttpRequest.BodyPublishers.ofString(bodies.get(i)))
                                .build();
                var answer = client.send(request, HttpResponse.BodyHandlers.ofString());
                assertThat(answer.statusCode()).isEqualTo(200);
            }

            assertThat(receiver.requests()).isEqualTo(3);
            var latencies = receiver.takeLatencies();
            assertThat(latencies.getTotalCount()).isEqualTo(1);
            assertThat(latencies.getMinValue())
                    .isGreaterThanOrEqualTo(Duration.ofMillis(49).toNanos());
            assertThat(receiver.takeLatencies().getTotalCount()).isZero();
        }
    }

    @Test
    void answersAsThePathSays() throws IOException, InterruptedException {
        try (ReceiverProcess receiver = ReceiverProcess.start(1);
                HttpClient client = HttpClient.newHttpClient()) {
            HttpRequest failing = post(receiver, Manner.FAIL).build();
            HttpRequest hanging =
                    post(receiver, Manner.HANG).timeout(Duration.ofMillis(200)).build();

            int status = client.send(failing, HttpResponse.BodyHandlers.ofString()).statusCode();
            assertThat(status).isEqualTo(500);
            assertThatThrownBy(() -> client.send(hanging, HttpResponse.BodyHandlers.ofString()))
                    .isInstanceOf(HttpTimeoutException.class);
            assertThat(receiver.requests()).isZero();
        }
    }

    @Test
    void answersLateAndCountsApart() throws IOException, InterruptedException {
        try (ReceiverProcess receiver = ReceiverProcess.start(1);
                HttpClient client = HttpClient.newHttpClient()) {
            long start = System.nanoTime();
            client.send(
                    post(receiver, Manner.LATE).build(), HttpResponse.BodyHandlers.discarding());
            Duration late = Duration.ofNanos(System.nanoTime() - start);
            client.send(
                    post(receiver, Manner.ASIDE).build(), HttpResponse.BodyHandlers.discarding());

            assertThat(late).isGreaterThanOrEqualTo(Manner.LATE_BY);
            assertThat(receiver.requests()).isEqualTo(1);
            assertThat(receiver.requestsAside()).isEqualTo(1);
        }
    }

    private static HttpRequest.Builder post(ReceiverProcess receiver, Manner manner) {
        return HttpRequest.newBuilder(receiver.urls().getFirst().resolve(manner.path()))
                .version(HttpClient.Version.HTTP_1_1)
                .POST(HttpRequest.BodyPublishers.ofString("{}"));
    }
}
