package dev.hooklane.call;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.hooklane.certificate.Authorities;
import java.io.IOException;
import java.net.ConnectException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
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
import javax.net.ssl.SSLException;
import javax.net.ssl.TrustManager;

/**
 * Requests to a server of others, within limits. Redirects are not followed, as they could lead
 * credentials elsewhere. Any thread may use it, and waits.
 */
public final class BoundedCalls implements AutoCloseable {
    private static final int OK = 200;

    private final Bounds bounds;
    private final HttpClient http;
    private final Semaphore places;

    /**
     * @param authorities trusted besides the public ones
     */
    public BoundedCalls(List<X509Certificate> authorities, Bounds bounds) {
        this.bounds = bounds;
        this.places = new Semaphore(bounds.atOnceMax());
        this.http =
                HttpClient.newBuilder()
                        .version(HttpClient.Version.HTTP_1_1)
                        .followRedirects(HttpClient.Redirect.NEVER)
                        .connectTimeout(bounds.patience())
                        .sslContext(trusting(authorities))
                        .build();
    }

    private static SSLContext trusting(List<X509Certificate> authorities) {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, new TrustManager[] {Authorities.withJdks(authorities)}, null);
            return context;
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException("the certificates of a ca-file can't be trusted", e);
        }
    }

    /**
     * Sends a request, and waits for the whole answer.
     *
     * @throws CallFailedException if there is none within the limits
     */
    public Answer send(HttpRequest request) throws CallFailedException {
        return send(request, bounds.patience());
    }

    /**
     * Does the same for a caller who has less time.
     *
     * @param atMost how long the caller waits; the bounds still apply
     */
    public Answer send(HttpRequest request, Duration atMost) throws CallFailedException {
        if (!places.tryAcquire()) {
            throw new CallFailedException(
                    "is asked too much at once; the limit is %d".formatted(bounds.atOnceMax()));
        }
        try {
            return wait(
                    http.sendAsync(
                            request,
                            BodyHandlers.limiting(BodyHandlers.ofByteArray(), bounds.bytesMax())),
                    atMost);
        } finally {
            places.release();
        }
    }

    private Answer wait(CompletableFuture<HttpResponse<byte[]>> coming, Duration atMost)
            throws CallFailedException {
        boolean hurried = atMost.compareTo(bounds.patience()) < 0;
        Duration patience = hurried ? atMost : bounds.patience();
        try {
            HttpResponse<byte[]> response = coming.get(patience.toMillis(), TimeUnit.MILLISECONDS);
            return new Answer(
                    response.statusCode(),
                    response.headers().firstValue("Content-Type").orElse(""),
                    text(response));
        } catch (TimeoutException e) {
            coming.cancel(true);
            throw new CallFailedException(hurried ? "gives no answer in time" : late(), e);
        } catch (ExecutionException e) {
            throw new CallFailedException(reason(e), e);
        } catch (InterruptedException e) {
            coming.cancel(true);
            Thread.currentThread().interrupt();
            throw new CallFailedException("was not waited for", e);
        }
    }

    /** Error pages of proxies may be in any charset; what matters of them is the status. */
    private static String text(HttpResponse<byte[]> response) throws CallFailedException {
        try {
            return UTF_8.newDecoder().decode(ByteBuffer.wrap(response.body())).toString();
        } catch (CharacterCodingException e) {
            if (response.statusCode() == OK) {
                throw new CallFailedException("gives an answer that is not UTF-8", e);
            }
            return "";
        }
    }

    private String late() {
        return "gives no answer within " + bounds.seconds();
    }

    private String reason(ExecutionException e) {
        Throwable cause = e.getCause() == null ? e : e.getCause();
        return switch (cause) {
            case ConnectException _ -> "does not accept connections";
            case HttpTimeoutException _ -> late();
            case SSLException _ -> "fails at TLS";
            // The JDK has no type for a body over the limit.
            case IOException _ when String.valueOf(cause.getMessage()).contains("capacity") ->
                    "gives an answer over " + bounds.size();
            default -> "breaks the connection";
        };
    }

    /** Ends the requests under way. */
    @Override
    public void close() {
        http.shutdownNow();
    }
}
