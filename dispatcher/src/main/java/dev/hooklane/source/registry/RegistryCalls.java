package dev.hooklane.source.registry;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.hooklane.certificate.Authorities;
import dev.hooklane.config.RegistrySettings;
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
 * Requests to a schema registry, within limits. Redirects are not followed, as they could lead the
 * credentials elsewhere. Any thread may use it, and waits.
 */
final class RegistryCalls implements AutoCloseable {
    /** Registries accept schemas of up to 1 MiB or so. */
    static final int BYTES_MAX = 2 << 20;

    /** All sources of an instance may ask at once. */
    static final int AT_ONCE_MAX = 16;

    private static final String ACCEPT =
            "application/vnd.schemaregistry.v1+json, application/vnd.schemaregistry+json, application/json";

    private final RegistrySettings settings;
    private final HttpClient http;
    private final Semaphore places = new Semaphore(AT_ONCE_MAX);

    /** An answer of any status. */
    record Answer(int status, String body) {}

    /**
     * @param connectPatience the most that connecting may take
     */
    RegistryCalls(RegistrySettings settings, Duration connectPatience) {
        this.settings = settings;
        http =
                HttpClient.newBuilder()
                        .version(HttpClient.Version.HTTP_1_1)
                        .followRedirects(HttpClient.Redirect.NEVER)
                        .connectTimeout(connectPatience)
                        .sslContext(trusting(settings.authorities()))
                        .build();
    }

    private static SSLContext trusting(List<X509Certificate> authorities) {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, new TrustManager[] {Authorities.withJdks(authorities)}, null);
            return context;
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException("the ca-file of a registry can't be trusted", e);
        }
    }

    /**
     * Asks for a path of the registry.
     *
     * @param patience the most that it may take, to the end of the answer
     * @throws IOException with a reason in words, if there is no answer within the limits
     */
    Answer get(String path, Duration patience) throws IOException {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(settings.url() + path)).header("Accept", ACCEPT);
        if (!settings.authorization().isEmpty()) {
            request.header("Authorization", settings.authorization());
        }
        if (!places.tryAcquire()) {
            throw new IOException("%d requests to it are under way".formatted(AT_ONCE_MAX));
        }
        try {
            return wait(
                    http.sendAsync(
                            request.build(),
                            BodyHandlers.limiting(BodyHandlers.ofString(UTF_8), BYTES_MAX)),
                    patience);
        } finally {
            places.release();
        }
    }

    private static Answer wait(CompletableFuture<HttpResponse<String>> coming, Duration patience)
            throws IOException {
        try {
            HttpResponse<String> response = coming.get(patience.toMillis(), TimeUnit.MILLISECONDS);
            return new Answer(response.statusCode(), response.body());
        } catch (TimeoutException e) {
            coming.cancel(true);
            throw new IOException("gives no answer in time", e);
        } catch (ExecutionException e) {
            throw new IOException(reason(e), e);
        } catch (InterruptedException e) {
            coming.cancel(true);
            Thread.currentThread().interrupt();
            throw new IOException("was not waited for", e);
        }
    }

    private static String reason(ExecutionException e) {
        Throwable cause = e.getCause() == null ? e : e.getCause();
        return switch (cause) {
            case java.net.ConnectException _ -> "does not accept connections";
            case java.net.http.HttpTimeoutException _ -> "gives no answer in time";
            case javax.net.ssl.SSLException _ -> "fails at TLS";
            default ->
                    String.valueOf(cause.getMessage()).contains("capacity")
                            ? "gives an answer over %,d bytes".formatted(BYTES_MAX)
                            : "breaks the connection";
        };
    }

    @Override
    public void close() {
        http.shutdownNow();
    }
}
