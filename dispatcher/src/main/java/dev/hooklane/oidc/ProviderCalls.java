package dev.hooklane.oidc;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.hooklane.certificate.Authorities;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;

/**
 * Requests to the OpenID provider, within limits: it is another's server. Redirects are not
 * followed. Any thread may use it, and waits.
 */
final class ProviderCalls implements AutoCloseable {
    /** A provider's keys or an ID token with hundreds of groups are less than half of it. */
    static final int BYTES_MAX = 256 * 1024;

    /** Whoever signs in is waiting. */
    static final Duration PATIENCE = Duration.ofSeconds(5);

    /** Strangers can cause requests by beginning sign-ins. */
    static final int AT_ONCE_MAX = 16;

    private final HttpClient http;
    private final Duration patience;
    private final Semaphore places = new Semaphore(AT_ONCE_MAX);

    /** An answer of any status. */
    record Answer(int status, String contentType, String body) {}

    /**
     * @param authorities trusted besides the public ones
     * @param patience the most that a request may take, from connecting to the end of its answer
     */
    ProviderCalls(List<X509Certificate> authorities, Duration patience) {
        this.http =
                HttpClient.newBuilder()
                        .version(HttpClient.Version.HTTP_1_1)
                        .followRedirects(HttpClient.Redirect.NEVER)
                        .connectTimeout(patience)
                        .sslContext(trusting(authorities))
                        .build();
        this.patience = patience;
    }

    private static SSLContext trusting(List<X509Certificate> authorities) {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, new TrustManager[] {Authorities.withJdks(authorities)}, null);
            return context;
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException("console.oidc.ca-file can't be trusted", e);
        }
    }

    Answer get(URI uri) throws IOException {
        return send(
                HttpRequest.newBuilder(uri)
                        .header("Accept", "application/json, application/jwk-set+json")
                        .build());
    }

    /**
     * Sends a request.
     *
     * @throws IOException with a reason in words, if there is no answer within the limits
     */
    Answer send(HttpRequest request) throws IOException {
        if (!places.tryAcquire()) {
            throw new IOException("%d requests to it are under way".formatted(AT_ONCE_MAX));
        }
        try {
            return wait(
                    http.sendAsync(
                            request,
                            BodyHandlers.limiting(BodyHandlers.ofString(UTF_8), BYTES_MAX)));
        } finally {
            places.release();
        }
    }

    private Answer wait(CompletableFuture<HttpResponse<String>> coming) throws IOException {
        try {
            HttpResponse<String> response = coming.get(patience.toMillis(), TimeUnit.MILLISECONDS);
            return new Answer(
                    response.statusCode(),
                    response.headers().firstValue("Content-Type").orElse(""),
                    response.body());
        } catch (TimeoutException e) {
            coming.cancel(true);
            throw new IOException("it took more than %d s".formatted(patience.toSeconds()), e);
        } catch (ExecutionException e) {
            throw new IOException(reason(e), e);
        } catch (InterruptedException e) {
            coming.cancel(true);
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    private static String reason(ExecutionException e) {
        Throwable cause = e.getCause() == null ? e : e.getCause();
        return switch (cause) {
            case java.net.ConnectException _ -> "it does not accept connections";
            case java.net.http.HttpTimeoutException _ -> "it took too long";
            case javax.net.ssl.SSLException _ -> "TLS failed";
            default ->
                    String.valueOf(cause.getMessage()).contains("capacity")
                            ? "its answer is over %d KiB".formatted(BYTES_MAX / 1024)
                            : "the connection failed";
        };
    }

    @Override
    public void close() {
        http.shutdownNow();
    }
}
