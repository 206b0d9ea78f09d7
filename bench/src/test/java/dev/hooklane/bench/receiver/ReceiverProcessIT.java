package dev.hooklane.bench.receiver;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class ReceiverProcessIT {
    @Test
    void countsRequestsAndTakesTheirLatency() throws IOException, InterruptedException {
        try (ReceiverProcess receiver = ReceiverProcess.start();
                HttpClient client = HttpClient.newHttpClient()) {
            long sentAt = receiver.nanoTime() - Duration.ofMillis(50).toNanos();
            String large = " ".repeat(20_000);
            for (String body : new String[] {"{}", "{\"sentAtNanos\":" + sentAt + "}", large}) {
                HttpRequest request =
                        HttpRequest.newBuilder(
                                        URI.create("http://127.0.0.1:" + receiver.port() + "/a"))
                                .version(HttpClient.Version.HTTP_1_1)
                                .POST(HttpRequest.BodyPublishers.ofString(body))
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
}
