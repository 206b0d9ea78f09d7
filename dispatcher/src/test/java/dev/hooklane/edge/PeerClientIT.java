package dev.hooklane.edge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hooklane.config.TlsSettings;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import javax.net.ssl.SSLException;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import okhttp3.tls.HandshakeCertificates;
import okhttp3.tls.HeldCertificate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * How an instance calls another while certificates are renewed: each connection is made with what
 * is in the files then.
 */
@Timeout(60)
final class PeerClientIT {
    private static final HeldCertificate AUTHORITY = authority("Test CA");

    @TempDir private Path folder;
    private final AtomicLong nanos = new AtomicLong();
    private final List<MockWebServer> servers = new ArrayList<>();
    private TlsSettings settings = new TlsSettings(Path.of(""), Path.of(""), Optional.empty());

    @BeforeEach
    void files() {
        settings =
                new TlsSettings(
                        folder.resolve("tls.crt"), folder.resolve("tls.key"), Optional.empty());
    }

    @AfterEach
    void close() {
        servers.forEach(MockWebServer::close);
    }

    @Test
    void aRenewedCertificateWhoseCaIsNotInTheFileIsTrusted() throws Exception {
        HeldCertificate second = certificate("second");
        write(certificate("first"));
        PeerClient peers = peers();

        replace(second);

        assertThat(call(peers, server(second))).isEqualTo("CN=second");
    }

    @Test
    void theRenewedCertificateIsShownToInstancesThatAskForOne() throws Exception {
        HeldCertificate second = certificate("second");
        HeldCertificate first = certificate("first");
        write(first, AUTHORITY);
        PeerClient peers = peers();

        replace(second, AUTHORITY);

        assertThat(call(peers, server(first))).isEqualTo("CN=second");
    }

    @Test
    void withTheCaInTheFileInstancesTrustEachOtherBeforeAndAfterEachReadsItsFiles()
            throws Exception {
        HeldCertificate first = certificate("first");
        HeldCertificate second = certificate("second");
        write(first, AUTHORITY);
        PeerClient peers = peers();

        String renewedFirst = call(peers, server(second));
        replace(second, AUTHORITY);
        pass(CertificateFiles.FORMER_TRUSTED);
        String notYetRenewed = call(peers, server(first));

        assertThat(List.of(renewedFirst, notYetRenewed)).containsExactly("CN=first", "CN=second");
    }

    @Test
    void anIntermediateCaInTheFileIsEnough() throws Exception {
        HeldCertificate intermediate =
                new HeldCertificate.Builder()
                        .signedBy(AUTHORITY)
                        .certificateAuthority(0)
                        .commonName("Intermediate")
                        .build();
        write(certificate("first", intermediate), intermediate);
        PeerClient peers = peers();

        assertThat(call(peers, server(certificate("second", intermediate)))).isEqualTo("CN=first");
    }

    @Test
    void withoutTheCaARenewedCertificateIsTrustedOnceItIsRead() throws Exception {
        HeldCertificate second = certificate("second");
        write(certificate("first"));
        PeerClient peers = peers();

        assertThatThrownBy(() -> call(peers, server(second))).isInstanceOf(SSLException.class);
        replace(second);
        assertThat(call(peers, server(second))).isEqualTo("CN=second");
    }

    @Test
    void theCertificateBeforeIsTrustedForAWhile() throws Exception {
        HeldCertificate first = certificate("first");
        write(first);
        PeerClient peers = peers();
        replace(certificate("second"));

        assertThat(call(peers, server(first))).isEqualTo("CN=second");
        pass(CertificateFiles.FORMER_TRUSTED);
        assertThatThrownBy(() -> call(peers, server(first))).isInstanceOf(SSLException.class);
    }

    @Test
    void theNextSelfSignedCertificateIsTrustedIfItIsInTheFile() throws Exception {
        HeldCertificate first = selfSigned("first");
        HeldCertificate second = selfSigned("second");
        write(first, second);

        PeerClient peers = peers();

        assertThat(call(peers, server(second, first))).isEqualTo("CN=first");
    }

    @Test
    void theNextCaIsTrustedIfItIsInTheFile() throws Exception {
        HeldCertificate next = authority("Next CA");
        write(certificate("first"), AUTHORITY, next);

        PeerClient peers = peers();

        assertThat(call(peers, server(certificate("second", next)))).isEqualTo("CN=first");
    }

    @Test
    void aKeyThatIsNotTheCertificatesLeavesTheOldOnes() throws Exception {
        HeldCertificate first = certificate("first");
        write(first, AUTHORITY);
        PeerClient peers = peers();

        Files.writeString(settings.key(), certificate("second").privateKeyPkcs8Pem());
        pass(Duration.ofSeconds(1));

        assertThat(call(peers, server(first))).isEqualTo("CN=first");
    }

    private PeerClient peers() {
        return PeerClient.of(Optional.of(new CertificateFiles(settings, nanos::get)));
    }

    private MockWebServer server(HeldCertificate own) throws IOException {
        return server(own, AUTHORITY);
    }

    /** An instance that has this certificate, and trusts clients of this CA. */
    private MockWebServer server(HeldCertificate own, HeldCertificate clientCa) throws IOException {
        MockWebServer server = new MockWebServer();
        servers.add(server);
        server.useHttps(
                new HandshakeCertificates.Builder()
                        .heldCertificate(own)
                        .addTrustedCertificate(clientCa.certificate())
                        .build()
                        .sslSocketFactory());
        server.requestClientAuth();
        server.enqueue(new MockResponse.Builder().code(204).build());
        server.start();
        return server;
    }

    /** Calls an instance, and returns whom it has seen. */
    private static String call(PeerClient peers, MockWebServer server)
            throws IOException, InterruptedException {
        try (HttpClient client = peers.builder().build()) {
            client.send(
                    HttpRequest.newBuilder(
                                    URI.create("https://localhost:%d/".formatted(server.getPort())))
                            .timeout(Duration.ofSeconds(20))
                            .build(),
                    BodyHandlers.ofString());
        }
        return String.valueOf(
                Objects.requireNonNull(
                                Objects.requireNonNull(server.takeRequest(5, TimeUnit.SECONDS))
                                        .getHandshake())
                        .peerPrincipal());
    }

    /** Renews what is in the files; it is later then. */
    private void replace(HeldCertificate own, HeldCertificate... more) throws IOException {
        write(own, more);
        pass(Duration.ofSeconds(1));
    }

    private void pass(Duration time) {
        nanos.addAndGet(time.toNanos());
    }

    private void write(HeldCertificate own, HeldCertificate... more) throws IOException {
        CertificateFilesTest.write(settings, own, more);
    }

    private static HeldCertificate authority(String name) {
        return new HeldCertificate.Builder().certificateAuthority(1).commonName(name).build();
    }

    private static HeldCertificate certificate(String name) {
        return certificate(name, AUTHORITY);
    }

    private static HeldCertificate certificate(String name, HeldCertificate issuer) {
        return new HeldCertificate.Builder()
                .signedBy(issuer)
                .commonName(name)
                .addSubjectAlternativeName("localhost")
                .build();
    }

    private static HeldCertificate selfSigned(String name) {
        return new HeldCertificate.Builder()
                .commonName(name)
                .addSubjectAlternativeName("localhost")
                .build();
    }
}
