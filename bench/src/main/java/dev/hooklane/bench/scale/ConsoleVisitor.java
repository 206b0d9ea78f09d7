package dev.hooklane.bench.scale;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.hooklane.bench.installation.Hooklane;
import dev.hooklane.bench.measure.BenchmarkFailedException;
import dev.hooklane.client.ApiClient;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.zip.GZIPInputStream;

/** A signed-in visitor of the console that requests pages as a browser does. */
final class ConsoleVisitor implements AutoCloseable {
    private static final Duration TIMEOUT = Duration.ofSeconds(30);

    private final HttpClient http = HttpClient.newHttpClient();
    private final Hooklane hooklane;
    private final String cookie;

    /**
     * A page.
     *
     * @param bytes as sent, including headers
     */
    record Page(String text, long bytes, long nanos) {}

    /** Signs in with the operator key. */
    ConsoleVisitor(Hooklane hooklane) throws InterruptedException {
        this.hooklane = hooklane;
        HttpResponse<byte[]> answer =
                send(
                        HttpRequest.newBuilder(uri("/sign-in"))
                                .header("Content-Type", "application/x-www-form-urlencoded")
                                .header("Sec-Fetch-Site", "same-origin")
                                .POST(
                                        BodyPublishers.ofString(
                                                "key="
                                                        + ApiClient.encoded(
                                                                hooklane.config().api().key()))));
        cookie =
                answer.headers()
                        .firstValue("set-cookie")
                        .orElseThrow(() ->
                                new BenchmarkFailedException(
                                        "signing in was answered " + answer.statusCode()))
                        .split(";", 2)[0];
    }

    public Page open(String path) throws InterruptedException {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(uri(path))
                        .header("Cookie", cookie)
                        .header("Accept-Encoding", "gzip");
        long start = System.nanoTime();
        HttpResponse<byte[]> answer = send(request);
        long nanos = System.nanoTime() - start;
        if (answer.statusCode() != 200) {
            throw new BenchmarkFailedException(
                    "%s was answered %d".formatted(path, answer.statusCode()));
        }
        return new Page(text(answer), answer.body().length + headerBytes(answer.headers()), nanos);
    }

    /** Opens a stream of events, which the caller closes. */
    public InputStream stream(String path) throws InterruptedException {
        try {
            HttpResponse<InputStream> answer =
                    http.send(
                            HttpRequest.newBuilder(uri(path)).header("Cookie", cookie).build(),
                            BodyHandlers.ofInputStream());
            if (answer.statusCode() != 200) {
                throw new BenchmarkFailedException(
                        "%s was answered %d".formatted(path, answer.statusCode()));
            }
            return answer.body();
        } catch (IOException e) {
            throw new BenchmarkFailedException("%s was not answered: %s".formatted(path, e));
        }
    }

    private static String text(HttpResponse<byte[]> answer) {
        if (answer.headers().firstValue("content-encoding").isEmpty()) {
            return new String(answer.body(), UTF_8);
        }
        try (GZIPInputStream unpacked =
                new GZIPInputStream(new ByteArrayInputStream(answer.body()))) {
            return new String(unpacked.readAllBytes(), UTF_8);
        } catch (IOException e) {
            throw new BenchmarkFailedException("a page can't be unpacked: " + e);
        }
    }

    /** Counts each header's name, colon, space, value and line break. */
    private static long headerBytes(HttpHeaders headers) {
        return headers.map().entrySet().stream()
                .mapToLong(header ->
                        header.getValue().stream()
                                .mapToLong(value -> header.getKey().length() + value.length() + 4)
                                .sum())
                .sum();
    }

    private HttpResponse<byte[]> send(HttpRequest.Builder request) throws InterruptedException {
        HttpRequest made = request.timeout(TIMEOUT).build();
        try {
            return http.send(made, BodyHandlers.ofByteArray());
        } catch (IOException e) {
            throw new BenchmarkFailedException("%s was not answered: %s".formatted(made.uri(), e));
        }
    }

    private URI uri(String path) {
        return URI.create("http://127.0.0.1:%d%s".formatted(hooklane.apiPort(), path));
    }

    @Override
    public void close() {
        http.close();
    }
}
