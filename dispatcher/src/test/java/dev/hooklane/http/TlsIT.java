package dev.hooklane.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hooklane.delivery.AttemptOutcome;
import dev.hooklane.delivery.AttemptOutcome.NoResponse;
import dev.hooklane.delivery.AttemptOutcome.Success;
import dev.hooklane.delivery.ErrorKind;
import dev.hooklane.delivery.PhaseTimes;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.SocketEffect;
import okhttp3.Dns;
import okhttp3.tls.HandshakeCertificates;
import okhttp3.tls.HeldCertificate;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whom an attempt believes to be the endpoint. */
final class TlsIT {
    private static final HeldCertificate AUTHORITY =
            new HeldCertificate.Builder().certificateAuthority(0).commonName("Test CA").build();

    private final MockWebServer server = new MockWebServer();
    private final HandshakeCertificates trusting =
            new HandshakeCertificates.Builder()
                    .addTrustedCertificate(AUTHORITY.certificate())
                    .build();
    private final AtomicInteger certificatesChecked = new AtomicInteger();
    private final Clients clients = new Clients(Samples.settings(), network());
    private final HttpAttemptSender sender =
            new HttpAttemptSender(Samples.settings(), Samples.CLOCK, clients);

    private Network network() {
        CountingTrust trust = new CountingTrust(trusting.trustManager(), certificatesChecked);
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, new TrustManager[] {trust}, null);
            return new Network(Dns.SYSTEM, trust, context.getSocketFactory());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    @AfterEach
    void close() {
        sender.close();
        server.close();
    }

    private String listen(HeldCertificate certificate) throws IOException {
        return listen(
                new HandshakeCertificates.Builder()
                        .heldCertificate(certificate, AUTHORITY.certificate())
                        .build());
    }

    private String listen(HandshakeCertificates certificates) throws IOException {
        server.useHttps(certificates.sslSocketFactory());
        for (int i = 0; i < 3; i++) {
            server.enqueue(new MockResponse.Builder().code(200).body("ok").build());
        }
        server.start();
        return "https://localhost:" + server.getPort() + "/hook";
    }

    private static HeldCertificate.Builder signed() {
        return new HeldCertificate.Builder().signedBy(AUTHORITY);
    }

    private static void assertTlsFailure(AttemptOutcome outcome, String words) {
        assertThat(outcome)
                .isInstanceOfSatisfying(
                        NoResponse.class,
                        failure -> {
                            assertThat(failure.kind()).isEqualTo(ErrorKind.TLS);
                            assertThat(failure.detail()).contains(words);
                        });
    }

    @Test
    void aTrustedCertificateForTheHostIsBelieved() throws IOException {
        String url = listen(signed().addSubjectAlternativeName("localhost").build());

        Samples.send(sender, url);

        assertThat(Samples.send(sender, url)).isEqualTo(new Success(200, "ok"));
        assertThat(clients.openTlsSockets()).isEqualTo(1);
    }

    /** Each answer ends its connection, so that each attempt makes one. */
    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.3", "TLSv1.2"})
    void anotherConnectionToAServerResumesItsSession(String version) throws Exception {
        serveOnePerConnection(version);
        String url = "https://localhost:" + server.getPort() + "/hook";
        PhaseTimes first = Samples.attempt(sender, url).phases();
        for (int i = 0; i < 5; i++) {
            PhaseTimes later = Samples.attempt(sender, url).phases();

            assertThat(later.tls()).isPositive();
        }

        assertThat(first.tls()).isPositive();
        assertThat(server.getRequestCount()).isEqualTo(6);
        for (int i = 0; i < 6; i++) {
            assertThat(server.takeRequest().getConnectionIndex()).isEqualTo(i);
        }
        assertThat(certificatesChecked).hasValue(1);
    }

    private void serveOnePerConnection(String version) throws Exception {
        SSLContext context = SSLContext.getInstance(version);
        context.init(
                new KeyManager[] {
                    new HandshakeCertificates.Builder()
                            .heldCertificate(
                                    signed().addSubjectAlternativeName("localhost").build(),
                                    AUTHORITY.certificate())
                            .build()
                            .keyManager()
                },
                null,
                null);
        server.useHttps(new OneVersion(context.getSocketFactory(), version));
        for (int i = 0; i < 6; i++) {
            server.enqueue(
                    new MockResponse.Builder()
                            .setHeader("Connection", "close")
                            .body("ok")
                            .onResponseEnd(SocketEffect.ShutdownConnection.INSTANCE)
                            .build());
        }
        server.start();
    }

    @Test
    void aCertificateForAnotherHostIsNot() throws IOException {
        String url = listen(signed().addSubjectAlternativeName("other.example").build());

        assertTlsFailure(
                Samples.send(sender, url),
                "the certificate is not valid for localhost, it names [other.example]");
        assertThat(server.getRequestCount()).isZero();
    }

    @Test
    void aSelfSignedCertificateIsNot() throws IOException {
        String url =
                listen(
                        new HandshakeCertificates.Builder()
                                .heldCertificate(
                                        new HeldCertificate.Builder()
                                                .addSubjectAlternativeName("localhost")
                                                .build())
                                .build());

        assertTlsFailure(Samples.send(sender, url), "is not trusted");
        assertThat(server.getRequestCount()).isZero();
    }

    @Test
    void anExpiredCertificateIsNot() throws IOException {
        String url =
                listen(
                        signed().addSubjectAlternativeName("localhost")
                                .validityInterval(1, TimeUnit.DAYS.toMillis(1))
                                .build());

        assertTlsFailure(Samples.send(sender, url), "NotAfter");
    }

    @Test
    void aServerWithoutTlsSaysSo() throws IOException {
        try (ServerSocket plain = new ServerSocket(0, 10, InetAddress.ofLiteral("127.0.0.1"))) {
            Thread.ofVirtual().start(() -> greet(plain));

            assertTlsFailure(
                    Samples.send(sender, "https://127.0.0.1:" + plain.getLocalPort() + "/"),
                    "TLS with 127.0.0.1:" + plain.getLocalPort() + " failed");
        }
    }

    private static void greet(ServerSocket server) {
        try (Socket socket = server.accept()) {
            socket.getOutputStream()
                    .write("HTTP/1.1 400 No\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            socket.getInputStream().readAllBytes();
        } catch (IOException e) {
            // The client has gone, which the test sees from its side.
            return;
        }
    }

    /** Its refusal comes after our handshake: seen as such, or as a connection that broke. */
    @Test
    void aServerThatWantsACertificateOfUsGetsNone() throws IOException {
        server.requireClientAuth();
        String url = listen(signed().addSubjectAlternativeName("localhost").build());

        assertThat(Samples.send(sender, url))
                .isInstanceOfSatisfying(
                        NoResponse.class,
                        failure ->
                                assertThat(failure.kind())
                                        .isIn(ErrorKind.TLS, ErrorKind.CONNECTION_LOST));
        assertThat(server.getRequestCount()).isZero();
    }

    @Test
    void aConnectionThatTheServerClosedMeanwhileCostsNoAttempt() throws IOException {
        server.useHttps(
                new HandshakeCertificates.Builder()
                        .heldCertificate(
                                signed().addSubjectAlternativeName("localhost").build(),
                                AUTHORITY.certificate())
                        .build()
                        .sslSocketFactory());
        server.enqueue(
                new MockResponse.Builder()
                        .body("ok")
                        .onResponseEnd(SocketEffect.ShutdownConnection.INSTANCE)
                        .build());
        server.enqueue(new MockResponse.Builder().body("again").build());
        server.start();
        String url = "https://localhost:" + server.getPort() + "/hook";
        Samples.send(sender, url);
        Awaitility.await()
                .pollDelay(StaleConnections.TRUSTED_FOR.plusMillis(100))
                .until(() -> true);

        assertThat(Samples.send(sender, url)).isEqualTo(new Success(200, "again"));
        assertThat(server.getRequestCount()).isEqualTo(2);
        assertThat(clients.openTlsSockets()).isEqualTo(1);
    }

    @Test
    void closingLeavesNothingOpen() throws IOException {
        String url = listen(signed().addSubjectAlternativeName("localhost").build());
        Samples.send(sender, url);

        sender.close();

        assertThat(clients.openTlsSockets()).isZero();
    }

    @Test
    void theMachinesOwnAuthoritiesAreTheDefault() {
        assertThat(List.of(Network.system().trust().getAcceptedIssuers())).isNotEmpty();
    }
}
