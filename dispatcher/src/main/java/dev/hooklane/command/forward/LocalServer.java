package dev.hooklane.command.forward;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * The developer's server: sends it requests as they came, and tells what it answered. Any thread
 * may use it.
 */
final class LocalServer implements AutoCloseable {
    /** As much of a body as Hooklane keeps. */
    private static final int BODY_BYTES_MAX = 16 * 1_024;

    /** So that the answer is there before Hooklane stops waiting for it. */
    private static final Duration EARLIER = Duration.ofMillis(500);

    private static final Duration AT_LEAST = Duration.ofMillis(200);

    private final URI target;
    private final HttpClient http =
            HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .followRedirects(HttpClient.Redirect.NEVER)
                    .build();

    LocalServer(URI target) {
        this.target = target;
    }

    /**
     * Sends a request, and returns the answer as Hooklane takes it.
     *
     * @param request as it came on the stream
     */
    ObjectNode answer(JsonNode request) {
        Duration within = within(request);
        ObjectNode answer = JsonMapper.shared().createObjectNode();
        CompletableFuture<HttpResponse<InputStream>> sent =
                http.sendAsync(request(request, within), BodyHandlers.ofInputStream());
        CompletableFuture<String> read = sent.thenApplyAsync(LocalServer::body, this::onThread);
        try {
            String body = read.get(within.toMillis(), TimeUnit.MILLISECONDS);
            HttpResponse<InputStream> response = sent.join();
            answer.put("status", response.statusCode());
            ObjectNode headers = answer.putObject("headers");
            response.headers().map().forEach((name, values) -> headers.put(name, last(values)));
            answer.put("body", body);
        } catch (TimeoutException e) {
            sent.cancel(true);
            failed(answer, "timeout", "no answer within %d ms".formatted(within.toMillis()));
        } catch (ExecutionException e) {
            failed(answer, e.getCause() == null ? e : e.getCause(), within);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            failed(answer, "connection_lost", "hooklane listen was stopped");
        }
        return answer;
    }

    /** Reading a body may take as long as its server likes. */
    private void onThread(Runnable work) {
        var _ = Thread.ofVirtual().start(work);
    }

    private static Duration within(JsonNode request) {
        Duration asked = Duration.ofMillis(request.path("timeoutMs").asLong(15_000)).minus(EARLIER);
        return asked.compareTo(AT_LEAST) < 0 ? AT_LEAST : asked;
    }

    private HttpRequest request(JsonNode request, Duration within) {
        HttpRequest.Builder builder =
                HttpRequest.newBuilder(target)
                        .timeout(within)
                        .POST(
                                BodyPublishers.ofByteArray(
                                        Base64.getDecoder()
                                                .decode(request.path("body").asString(""))));
        for (JsonNode header : request.path("headers")) {
            try {
                builder.header(header.path(0).asString(""), header.path(1).asString(""));
            } catch (IllegalArgumentException e) {
                // A header of the endpoint's own that this client sets itself.
            }
        }
        return builder.build();
    }

    private static String body(HttpResponse<InputStream> response) {
        try (InputStream body = response.body()) {
            return new String(body.readNBytes(BODY_BYTES_MAX), UTF_8);
        } catch (IOException e) {
            throw new CompletionException(e);
        }
    }

    private static String last(List<String> values) {
        return values.isEmpty() ? "" : values.getLast();
    }

    private void failed(ObjectNode answer, Throwable failure, Duration within) {
        Throwable cause =
                failure instanceof CompletionException && failure.getCause() != null
                        ? failure.getCause()
                        : failure;
        if (cause instanceof HttpTimeoutException) {
            failed(answer, "timeout", "no answer within %d ms".formatted(within.toMillis()));
        } else if (cause.getCause() instanceof UnresolvedAddressException) {
            failed(answer, "name_lookup", "%s has no address".formatted(target.getHost()));
        } else if (cause instanceof ConnectException) {
            failed(answer, "connect", "nothing listens at %s".formatted(target));
        } else if (cause instanceof SSLException) {
            failed(answer, "tls", String.valueOf(cause.getMessage()));
        } else {
            failed(answer, "connection_lost", String.valueOf(cause.getMessage()));
        }
    }

    private static void failed(ObjectNode answer, String error, String detail) {
        answer.put("error", error);
        answer.put("detail", detail);
    }

    @Override
    public void close() {
        http.shutdownNow();
    }
}
