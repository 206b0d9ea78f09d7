package dev.hooklane.bench.load;

import dev.hooklane.bench.measure.BenchmarkFailedException;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import okhttp3.ConnectionPool;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Protocol;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;

/**
 * The ceiling: OkHttp alone, which posts the same body from one virtual thread per endpoint. Each
 * thread waits for its answer before it sends the next request. Nothing is consumed, signed or
 * recorded.
 */
public final class BareOkHttp implements AutoCloseable {
    private static final MediaType JSON = MediaType.get("application/json");

    private final OkHttpClient client;
    private final List<Request> requests;

    /**
     * @param endpoints to post to; each has one request in flight
     */
    public BareOkHttp(List<URI> endpoints, byte[] body) {
        this(endpoints, body, Optional.empty());
    }

    /**
     * @param endpoints to post to; each has one request in flight
     * @param trusted a PEM file with the only certificate that is trusted
     */
    public BareOkHttp(List<URI> endpoints, byte[] body, Optional<Path> trusted) {
        OkHttpClient.Builder builder =
                new OkHttpClient.Builder()
                        .protocols(List.of(Protocol.HTTP_1_1))
                        .connectionPool(new ConnectionPool(endpoints.size(), 1, TimeUnit.MINUTES))
                        .followRedirects(false)
                        .retryOnConnectionFailure(false);
        trusted.ifPresent(certificate -> trust(builder, certificate));
        client = builder.build();
        requests =
                endpoints.stream()
                        .map(url ->
                                new Request.Builder()
                                        .url(url.toString())
                                        .post(RequestBody.create(body, JSON))
                                        .build())
                        .toList();
    }

    private static void trust(OkHttpClient.Builder builder, Path certificate) {
        try (InputStream in = Files.newInputStream(certificate)) {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(null, null);
            store.setCertificateEntry(
                    "receiver", CertificateFactory.getInstance("X.509").generateCertificate(in));
            TrustManagerFactory factory =
                    TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            factory.init(store);
            X509TrustManager trust = (X509TrustManager) factory.getTrustManagers()[0];
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, new TrustManager[] {trust}, null);
            builder.sslSocketFactory(context.getSocketFactory(), trust);
        } catch (GeneralSecurityException | IOException e) {
            throw new BenchmarkFailedException(
                    "OkHttp can't trust %s: %s".formatted(certificate, e));
        }
    }

    /** Posts as fast as possible for this long. */
    public void run(Duration duration) throws InterruptedException {
        Posting.run(posts(), duration);
    }

    /** Returns a request to each endpoint. */
    public List<Posting.Post> posts() {
        return requests.stream().<Posting.Post>map(request -> () -> post(request)).toList();
    }

    private void post(Request request) throws IOException {
        try (Response response = client.newCall(request).execute()) {
            response.body().bytes();
        }
    }

    @Override
    public void close() {
        client.connectionPool().evictAll();
    }
}
