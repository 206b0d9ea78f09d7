package dev.hooklane.edge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hooklane.config.EdgeSettings;
import dev.hooklane.config.StartRefusedException;
import dev.hooklane.config.TlsSettings;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import okhttp3.tls.HandshakeCertificates;
import okhttp3.tls.HeldCertificate;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** HTTPS with the certificate in the files, and with the one that replaces it. */
class ApiTlsIT {
    private static final HeldCertificate AUTHORITY =
            new HeldCertificate.Builder().certificateAuthority(0).commonName("Test CA").build();

    @TempDir private Path folder;
    private TlsSettings settings = new TlsSettings(Path.of(""), Path.of(""), Optional.empty());

    @BeforeEach
    void files() throws IOException {
        settings =
                new TlsSettings(
                        folder.resolve("tls.crt"), folder.resolve("tls.key"), Optional.empty());
        write(certificate("first"));
    }

    @Test
    void theApiAnswersOverHttpsAndSaysThatItWillStaySo() throws Exception {
        try (EdgeServer server = server(settings);
                HttpClient client = client(Optional.empty())) {
            HttpResponse<String> answer = get(client, server);

            assertThat(answer.body()).isEqualTo("GET");
            assertThat(answer.headers().firstValue("Strict-Transport-Security"))
                    .contains("max-age=31536000");
            assertThat(peer(answer).getSubjectX500Principal().getName()).contains("CN=first");
            assertThat(EdgeServer.ask(server.edge().ownPort(), "GET", "/v1/method", "", ""))
                    .startsWith("HTTP/1.1 200")
                    .doesNotContain("Strict-Transport-Security");
        }
    }

    @Test
    void oldProtocolsAreRefused() throws Exception {
        try (EdgeServer server = server(settings)) {
            SSLParameters old = new SSLParameters();
            old.setProtocols(new String[] {"TLSv1.1"});
            try (HttpClient client =
                    HttpClient.newBuilder().sslContext(trusting()).sslParameters(old).build()) {
                assertThatThrownBy(() -> get(client, server)).isInstanceOf(IOException.class);
            }
        }
    }

    @Test
    void aReplacedCertificateIsServedWithoutARestartAndABrokenOneIsNot() throws Exception {
        try (EdgeServer server = server(settings)) {
            Files.writeString(settings.certificate(), "nonsense");
            // The server looks at its files every 5 s.
            for (int second = 0; second <= 7; second++) {
                assertThat(served(server)).contains("CN=first");
                Thread.sleep(Duration.ofSeconds(1));
            }

            write(certificate("second"));

            Awaitility.await()
                    .atMost(Duration.ofSeconds(20))
                    .pollInterval(Duration.ofSeconds(1))
                    .until(() -> served(server).contains("CN=second"));
        }
    }

    @Test
    void aClientNeedsACertificateOfTheClientCa() throws Exception {
        Files.writeString(folder.resolve("ca.crt"), AUTHORITY.certificatePem());
        TlsSettings mutual =
                new TlsSettings(
                        settings.certificate(),
                        settings.key(),
                        Optional.of(folder.resolve("ca.crt")));
        try (EdgeServer server = server(mutual);
                HttpClient without = client(Optional.empty());
                HttpClient with = client(Optional.of(certificate("client")));
                HttpClient peer =
                        PeerClient.of(Optional.of(CertificateFiles.read(mutual)))
                                .builder()
                                .build()) {
            assertThatThrownBy(() -> get(without, server)).isInstanceOf(IOException.class);

            assertThat(get(with, server).body()).isEqualTo("GET");
            assertThat(get(peer, server).body()).isEqualTo("GET");
        }
    }

    @Test
    void instancesGoOnCallingEachOtherWhenTheirCertificateIsRenewed() throws Exception {
        Files.writeString(folder.resolve("ca.crt"), AUTHORITY.certificatePem());
        TlsSettings mutual =
                new TlsSettings(
                        settings.certificate(),
                        settings.key(),
                        Optional.of(folder.resolve("ca.crt")));
        writeWithoutCa(certificate("first"));
        PeerClient peers = PeerClient.of(Optional.of(CertificateFiles.read(mutual)));
        try (EdgeServer server = server(mutual)) {
            writeWithoutCa(certificate("second"));

            Awaitility.await()
                    .atMost(Duration.ofSeconds(20))
                    .pollInterval(Duration.ofSeconds(1))
                    .until(() -> servedTo(peers, server).contains("CN=second"));
        }
    }

    @Test
    void aFileThatCantBeUsedStopsTheStartWithItsName() throws Exception {
        Files.writeString(settings.key(), "-----BEGIN RSA PRIVATE KEY-----\nAAAA\n-----END");

        assertThatThrownBy(() -> server(settings))
                .isInstanceOf(StartRefusedException.class)
                .hasMessageContaining("api.tls.key-file: " + settings.key())
                .hasMessageContaining("openssl pkcs8");
    }

    @Test
    void aHandshakeThatIsNeverFinishedEnds() throws Exception {
        try (EdgeServer server = server(settings);
                Socket socket = server.connect()) {
            EdgeServer.send(socket, "\u0016\u0003\u0001");

            Awaitility.await()
                    .atMost(Duration.ofSeconds(20))
                    .until(() -> server.refused("stranger slow_headers") == 1);

            Awaitility.await().until(() -> server.edge().connections() == 0);
        }
    }

    private String served(EdgeServer server) throws IOException, InterruptedException {
        try (HttpClient client = client(Optional.empty())) {
            return peer(get(client, server)).getSubjectX500Principal().getName();
        }
    }

    private static String servedTo(PeerClient peers, EdgeServer server)
            throws IOException, InterruptedException {
        try (HttpClient client = peers.builder().build()) {
            return peer(get(client, server)).getSubjectX500Principal().getName();
        }
    }

    private static X509Certificate peer(HttpResponse<String> answer) throws IOException {
        return (X509Certificate) answer.sslSession().orElseThrow().getPeerCertificates()[0];
    }

    private static HttpResponse<String> get(HttpClient client, EdgeServer server)
            throws IOException, InterruptedException {
        return client.send(
                HttpRequest.newBuilder(
                                URI.create(
                                        "https://localhost:%d/v1/method".formatted(server.port())))
                        .timeout(Duration.ofSeconds(20))
                        .build(),
                BodyHandlers.ofString());
    }

    private void write(HeldCertificate certificate) throws IOException {
        Files.writeString(settings.key(), certificate.privateKeyPkcs8Pem());
        Files.writeString(
                settings.certificate(), certificate.certificatePem() + AUTHORITY.certificatePem());
    }

    private void writeWithoutCa(HeldCertificate certificate) throws IOException {
        Files.writeString(settings.key(), certificate.privateKeyPkcs8Pem());
        Files.writeString(settings.certificate(), certificate.certificatePem());
    }

    private static HeldCertificate certificate(String name) {
        return new HeldCertificate.Builder()
                .signedBy(AUTHORITY)
                .commonName(name)
                .addSubjectAlternativeName("localhost")
                .build();
    }

    private static SSLContext trusting() {
        return new HandshakeCertificates.Builder()
                .addTrustedCertificate(AUTHORITY.certificate())
                .build()
                .sslContext();
    }

    private static HttpClient client(Optional<HeldCertificate> own) {
        HandshakeCertificates.Builder certificates =
                new HandshakeCertificates.Builder().addTrustedCertificate(AUTHORITY.certificate());
        own.ifPresent(certificates::heldCertificate);
        return HttpClient.newBuilder().sslContext(certificates.build().sslContext()).build();
    }

    private static EdgeServer server(TlsSettings tls) {
        EdgeSettings defaults = EdgeSettings.defaults();
        return new EdgeServer(
                new EdgeSettings(
                        EdgeIT.LIMITS, defaults.proxies(), Optional.of(tls), OptionalInt.empty()),
                false);
    }
}
