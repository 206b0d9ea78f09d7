package dev.hooklane.e2e.receiver;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hooklane.e2e.process.Certificate;
import dev.hooklane.e2e.process.Ports;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
final class Http2ReceiverTest {
    @TempDir private Path folder = Path.of("");

    @Test
    void keepsWhatItAnsweredAndRefusesEachThirdRequest() throws Exception {
        Path store = folder.resolve("rig.p12");
        Certificate certificate = Certificate.make(store);
        try (Receiver books = Receiver.start(new Ports().free());
                Http2Receiver receiver =
                        Http2Receiver.start(
                                InetAddress.ofLiteral(Ports.HOST), certificate.server(), books, 3);
                HttpClient client =
                        HttpClient.newBuilder()
                                .sslContext(trusting(store))
                                .connectTimeout(Duration.ofSeconds(10))
                                .build()) {
            HttpRequest request =
                    HttpRequest.newBuilder(receiver.url("/a"))
                            .header("webhook-id", "evt_1")
                            .POST(BodyPublishers.ofString("{\"text\":\"Zoë\"}"))
                            .build();
            HttpResponse<String> response = client.send(request, BodyHandlers.ofString());

            assertThat(response.version()).isEqualTo(HttpClient.Version.HTTP_2);
            assertThat(response.statusCode()).isEqualTo(200);
            assertThat(books.requests())
                    .singleElement()
                    .satisfies(kept -> {
                        assertThat(kept.path()).isEqualTo("/a");
                        assertThat(kept.event()).isEqualTo("evt_1");
                        assertThat(kept.body()).isEqualTo("{\"text\":\"Zoë\"}");
                        assertThat(kept.succeeded()).isTrue();
                    });

            // Java's client sends it again on another connection if it is a GET.
            HttpRequest harmless = HttpRequest.newBuilder(receiver.url("/a")).build();
            for (int i = 0; i < 5; i++) {
                assertThat(client.send(harmless, BodyHandlers.ofString()).statusCode())
                        .isEqualTo(200);
            }
            assertThat(books.requests()).hasSize(6);
            assertThat(receiver.goodbyes()).isEqualTo(2);
        }
    }

    private static SSLContext trusting(Path store) throws Exception {
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(store)) {
            keys.load(in, "not-a-secret".toCharArray());
        }
        TrustManagerFactory factory =
                TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(keys);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, factory.getTrustManagers(), null);
        return context;
    }
}
