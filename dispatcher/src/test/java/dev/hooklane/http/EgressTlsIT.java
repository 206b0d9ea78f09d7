package dev.hooklane.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hooklane.delivery.AttemptOutcome;
import dev.hooklane.delivery.AttemptOutcome.NoResponse;
import dev.hooklane.delivery.AttemptOutcome.Success;
import dev.hooklane.delivery.ErrorKind;
import dev.hooklane.egress.EgressTls;
import dev.hooklane.egress.WayOut;
import java.io.IOException;
import java.security.Principal;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import okhttp3.tls.HeldCertificate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** An authority of the operator's, and a client certificate. */
final class EgressTlsIT {
    private static final HeldCertificate AUTHORITY =
            new HeldCertificate.Builder().certificateAuthority(0).build();
    private static final HeldCertificate CLIENT =
            new HeldCertificate.Builder().signedBy(AUTHORITY).commonName("Hooklane").build();

    private final MockWebServer server = new MockWebServer();

    @BeforeEach
    void listen() throws IOException {
        TlsServers.useHttps(server, AUTHORITY);
        server.enqueue(new MockResponse.Builder().code(204).build());
    }

    @AfterEach
    void close() {
        server.close();
    }

    private AttemptOutcome send(List<X509Certificate> authorities, boolean asClient)
            throws IOException {
        EgressTls tls =
                new EgressTls(
                        authorities,
                        asClient
                                ? Optional.of(
                                        new EgressTls.Identity(
                                                List.of(
                                                        CLIENT.certificate(),
                                                        AUTHORITY.certificate()),
                                                CLIENT.keyPair().getPrivate()))
                                : Optional.empty());
        HttpSettings settings = Samples.settings().withWayOut(new WayOut(Optional.empty(), tls, 0));
        server.start();
        try (HttpAttemptSender sender = new HttpAttemptSender(settings, Samples.CLOCK)) {
            return Samples.send(sender, "https://localhost:" + server.getPort() + "/");
        }
    }

    @Test
    void itsCertificatesAreTrusted() throws IOException {
        assertThat(send(List.of(AUTHORITY.certificate()), false)).isInstanceOf(Success.class);
    }

    @Test
    void withoutItTheyAreNot() throws IOException {
        assertThat(send(List.of(), false))
                .isInstanceOfSatisfying(
                        NoResponse.class,
                        refused -> assertThat(refused.kind()).isEqualTo(ErrorKind.TLS));
    }

    @Test
    void theJdksAuthoritiesStayTrusted() throws Exception {
        X509Certificate[] alone = EgressTls.DEFAULT.trust().getAcceptedIssuers();

        X509Certificate[] together =
                new EgressTls(List.of(AUTHORITY.certificate()), Optional.empty())
                        .trust()
                        .getAcceptedIssuers();

        assertThat(together).contains(alone).contains(AUTHORITY.certificate());
    }

    @Test
    void aServerThatAsksGetsTheClientCertificate() throws Exception {
        server.requireClientAuth();

        AttemptOutcome outcome = send(List.of(AUTHORITY.certificate()), true);

        Principal peer =
                Objects.requireNonNull(server.takeRequest().getHandshake()).peerPrincipal();
        assertThat(outcome).isInstanceOf(Success.class);
        assertThat(peer).hasToString("CN=Hooklane");
    }
}
