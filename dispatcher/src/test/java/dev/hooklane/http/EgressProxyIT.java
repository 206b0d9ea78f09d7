package dev.hooklane.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hooklane.attempt.NotAttemptedException;
import dev.hooklane.delivery.AttemptOutcome;
import dev.hooklane.delivery.AttemptOutcome.NoResponse;
import dev.hooklane.delivery.AttemptOutcome.Success;
import dev.hooklane.delivery.ErrorKind;
import dev.hooklane.egress.EgressTls;
import dev.hooklane.egress.ForbiddenUrls;
import dev.hooklane.egress.WayOut;
import dev.hooklane.tunnel.EgressProxy;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Optional;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import okhttp3.Dns;
import okhttp3.tls.HandshakeCertificates;
import okhttp3.tls.HeldCertificate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Deliveries through an egress proxy. */
@Timeout(60)
final class EgressProxyIT {
    private static final String OK = "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n";

    /** A name that only this installation's resolver knows. */
    private static final Dns NAMES =
            host ->
                    host.equals("hooks.example")
                            ? List.of(InetAddress.ofLiteral("127.0.0.1"))
                            : Dns.SYSTEM.lookup(host);

    private static HttpSettings through(String proxy) {
        return Samples.settings()
                .withWayOut(
                        new WayOut(Optional.of(EgressProxy.parse(proxy)), EgressTls.DEFAULT, 0));
    }

    private static HttpAttemptSender sender(String proxy) {
        Network system = Network.system();
        return new HttpAttemptSender(
                through(proxy), Samples.CLOCK, new Network(NAMES, system.trust(), system.tls()));
    }

    @Test
    void theProxyConnectsToTheVettedAddressAndKnowsNoName() throws IOException {
        try (RawServer server = RawServer.answering(OK);
                SampleProxy proxy = SampleProxy.tunnelling();
                HttpAttemptSender sender = sender(proxy.url())) {
            AttemptOutcome outcome = Samples.send(sender, server.url("hooks.example"));

            assertThat(outcome).isInstanceOf(Success.class);
            assertThat(proxy.heads())
                    .singleElement()
                    .asString()
                    .startsWith("CONNECT 127.0.0.1:%d HTTP/1.1\r\n".formatted(server.port()))
                    .doesNotContain("hooks.example")
                    .doesNotContain("Proxy-Authorization");
            assertThat(server.requests().getFirst().header("Host"))
                    .isEqualTo("hooks.example:" + server.port());
        }
    }

    @Test
    void credentialsAreSentToTheProxyAndToNobodyElse() throws IOException {
        try (RawServer server = RawServer.answering(OK);
                SampleProxy proxy = SampleProxy.tunnelling();
                HttpAttemptSender sender =
                        sender("http://me:p%40ss+word@127.0.0.1:" + proxy.port())) {
            Samples.send(sender, server.url());

            assertThat(proxy.heads().getFirst())
                    .contains("Proxy-Authorization: Basic bWU6cEBzcyt3b3Jk\r\n");
            assertThat(server.requests().getFirst().head()).doesNotContain("Basic");
        }
    }

    @Test
    void oneTunnelCarriesManyRequests() throws IOException {
        try (RawServer server = RawServer.answering(OK);
                SampleProxy proxy = SampleProxy.tunnelling();
                HttpAttemptSender sender = sender(proxy.url())) {
            for (int i = 0; i < 5; i++) {
                Samples.send(sender, server.url());
            }

            assertThat(server.requests()).hasSize(5);
            assertThat(proxy.heads()).hasSize(1);
        }
    }

    @Test
    void theNameIsCheckedInTheCertificateBehindTheTunnel() throws Exception {
        HeldCertificate authority = new HeldCertificate.Builder().certificateAuthority(0).build();
        HeldCertificate named =
                new HeldCertificate.Builder()
                        .signedBy(authority)
                        .addSubjectAlternativeName("hooks.example")
                        .build();
        HandshakeCertificates trusting =
                new HandshakeCertificates.Builder()
                        .addTrustedCertificate(authority.certificate())
                        .build();
        try (MockWebServer server = new MockWebServer();
                SampleProxy proxy = SampleProxy.tunnelling();
                HttpAttemptSender sender =
                        new HttpAttemptSender(
                                through(proxy.url()),
                                Samples.CLOCK,
                                new Network(
                                        NAMES,
                                        trusting.trustManager(),
                                        trusting.sslSocketFactory()))) {
            server.useHttps(
                    new HandshakeCertificates.Builder()
                            .heldCertificate(named)
                            .build()
                            .sslSocketFactory());
            server.enqueue(new MockResponse.Builder().code(204).build());
            server.start();

            AttemptOutcome outcome =
                    Samples.send(sender, "https://hooks.example:" + server.getPort() + "/");

            assertThat(outcome).isInstanceOf(Success.class);
            assertThat(server.takeRequest().getHandshakeServerNames())
                    .containsExactly("hooks.example");
            assertThat(proxy.heads().getFirst()).startsWith("CONNECT 127.0.0.1:");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "HTTP/1.1 407 Proxy Authentication Required\r\nContent-Length: 3\r\n\r\nno!",
                "HTTP/1.1 502 Bad Gateway\r\nContent-Length: 0\r\n\r\n",
                "HTTP/1.1 503 Service Unavailable\r\n\r\n",
                "HTTP/1.1 403 Forbidden\r\n\r\n",
                "SSH-2.0-OpenSSH\r\n\r\n",
                ""
            })
    void theProxysOwnTroubleIsNoAttempt(String answer) throws IOException {
        try (RawServer server = RawServer.answering(OK);
                SampleProxy proxy = SampleProxy.answering(answer);
                HttpAttemptSender sender = sender(proxy.url())) {
            assertThatThrownBy(() -> Samples.send(sender, server.url()))
                    .isInstanceOf(NotAttemptedException.class)
                    .hasMessageContaining("egress.proxy 127.0.0.1:" + proxy.port());
            assertThat(server.connections()).isZero();
        }
    }

    @Test
    void aDeadProxyIsNoAttempt() throws IOException {
        int port;
        try (ServerSocket closed = new ServerSocket(0)) {
            port = closed.getLocalPort();
        }
        try (RawServer server = RawServer.answering(OK);
                HttpAttemptSender sender = sender("http://127.0.0.1:" + port)) {
            assertThatThrownBy(() -> Samples.send(sender, server.url()))
                    .isInstanceOf(NotAttemptedException.class)
                    .hasMessageContaining("can't be reached");
        }
    }

    @Test
    void aProxyThatDiesWithTheRequestOnItsWayIsNoAttempt() throws IOException {
        try (SampleProxy proxy = SampleProxy.tunnelling();
                RawServer server = RawServer.answering((_, _, _) -> proxy.die());
                HttpAttemptSender sender = sender(proxy.url())) {
            assertThatThrownBy(() -> Samples.send(sender, server.url()))
                    .isInstanceOf(NotAttemptedException.class)
                    .hasMessageContaining("egress.proxy is down");
            assertThat(server.requests()).hasSize(1);
        }
    }

    /** Behind a proxy that works, an endpoint that breaks off is charged as ever. */
    @Test
    void anEndpointThatBreaksOffIsAFailedAttempt() throws IOException {
        try (SampleProxy proxy = SampleProxy.tunnelling();
                RawServer server = RawServer.answering((_, _, socket) -> socket.close());
                HttpAttemptSender sender = sender(proxy.url())) {
            assertThat(Samples.send(sender, server.url()))
                    .isInstanceOfSatisfying(
                            NoResponse.class,
                            lost -> assertThat(lost.kind()).isEqualTo(ErrorKind.CONNECTION_LOST));
            assertThat(server.requests()).hasSize(1);
        }
    }

    /** An endpoint's own 407 is its answer, not the proxy's. */
    @Test
    void theEndpointsOwn407IsItsAnswer() throws IOException {
        try (SampleProxy proxy = SampleProxy.tunnelling();
                RawServer server =
                        RawServer.answering("HTTP/1.1 407 No\r\nContent-Length: 0\r\n\r\n");
                HttpAttemptSender sender = sender(proxy.url())) {
            assertThat(Samples.send(sender, server.url()))
                    .isEqualTo(new AttemptOutcome.ErrorStatus(407, Optional.empty(), ""));
        }
    }

    @Test
    void theProxyIsAskedForNoForbiddenAddress() throws Exception {
        try (SampleProxy proxy = SampleProxy.tunnelling()) {
            HttpSettings settings = through(proxy.url()).withAddressRules(ForbiddenUrls.RULES);
            Network system = Network.system();
            for (ForbiddenUrls.Form form : ForbiddenUrls.all()) {
                try (HttpAttemptSender sender =
                        new HttpAttemptSender(
                                settings,
                                Samples.CLOCK,
                                new Network(form.sentDns(), system.trust(), system.tls()))) {
                    Samples.send(sender, new URI(form.url()).toString());
                } catch (URISyntaxException e) {
                    assertThat(e).hasMessageContaining(form.url());
                }
            }

            assertThat(proxy.heads()).isEmpty();
        }
    }
}
