package dev.hooklane.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hooklane.delivery.AttemptOutcome;
import dev.hooklane.delivery.AttemptOutcome.NoResponse;
import dev.hooklane.delivery.AttemptOutcome.Success;
import dev.hooklane.delivery.ErrorKind;
import dev.hooklane.endpoint.Endpoint;
import dev.hooklane.endpoint.EndpointId;
import dev.hooklane.endpoint.EndpointTls;
import dev.hooklane.endpoint.ServerAccess;
import dev.hooklane.event.AccountId;
import java.io.IOException;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import okhttp3.Handshake;
import okhttp3.HttpUrl;
import okhttp3.tls.HeldCertificate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Certificates of an endpoint count for its own connections, and for nobody else's. */
@Timeout(60)
final class OwnCertificatesIT {
    private static final HeldCertificate AUTHORITY =
            new HeldCertificate.Builder().certificateAuthority(0).build();
    private static final HeldCertificate CLIENT = client("acme");
    private static final HeldCertificate OTHER = client("other");
    private static final AccountId MALLORY = new AccountId("mallory");

    private final MockWebServer server = new MockWebServer();

    private static HeldCertificate client(String name) {
        return new HeldCertificate.Builder().signedBy(AUTHORITY).commonName(name).build();
    }

    @AfterEach
    void close() {
        server.close();
    }

    private String url(boolean asksForCertificates) throws IOException {
        TlsServers.useHttps(server, AUTHORITY);
        if (asksForCertificates) {
            server.requestClientAuth();
        }
        for (int i = 0; i < 8; i++) {
            server.enqueue(new MockResponse.Builder().code(204).build());
        }
        server.start();
        return "https://localhost:" + server.getPort() + "/";
    }

    private static EndpointTls trusting() {
        return new EndpointTls(
                Optional.of(AUTHORITY.certificatePem()),
                Optional.empty(),
                Optional.empty(),
                Samples.NOW);
    }

    private static EndpointTls as(HeldCertificate client) {
        return new EndpointTls(
                Optional.of(AUTHORITY.certificatePem()),
                Optional.of(client.certificatePem()),
                Optional.of(client.privateKeyPkcs8Pem()),
                Samples.NOW);
    }

    private static Endpoint endpoint(String url, AccountId account, EndpointTls tls) {
        Endpoint sample = Samples.endpoint(url);
        return new Endpoint(
                        account.equals(MALLORY)
                                ? new EndpointId("ep_000000000000000m")
                                : sample.id(),
                        account,
                        sample.url(),
                        "",
                        sample.eventTypes(),
                        sample.headers(),
                        sample.settings(),
                        sample.state(),
                        sample.secrets(),
                        Samples.NOW,
                        Samples.NOW)
                .withAccess(ServerAccess.of(Optional.empty(), Optional.of(tls)), Samples.NOW);
    }

    private static Endpoint endpoint(String url, EndpointTls tls) {
        return endpoint(url, new AccountId("acme"), tls);
    }

    private static AttemptOutcome send(HttpAttemptSender sender, Endpoint endpoint) {
        return sender.send(Samples.delivery(), endpoint).outcome();
    }

    private static void isRefused(AttemptOutcome outcome) {
        assertThat(outcome)
                .isInstanceOfSatisfying(
                        NoResponse.class,
                        refused -> assertThat(refused.kind()).isEqualTo(ErrorKind.TLS));
    }

    private String clientOfNextRequest() throws InterruptedException {
        RecordedRequest request = Objects.requireNonNull(server.takeRequest(5, TimeUnit.SECONDS));
        Handshake handshake = Objects.requireNonNull(request.getHandshake());
        return handshake.peerCertificates().isEmpty()
                ? ""
                : String.valueOf(handshake.peerPrincipal());
    }

    private static HttpAttemptSender sender(boolean http2) {
        return new HttpAttemptSender(Samples.http2(http2), Samples.CLOCK);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void anAuthorityIsTrustedForItsEndpointAndNoOther(boolean http2) throws IOException {
        String url = url(false);
        try (HttpAttemptSender sender = sender(http2)) {
            AttemptOutcome own = send(sender, endpoint(url, trusting()));
            AttemptOutcome without = Samples.send(sender, url);
            AttemptOutcome ownAgain = send(sender, endpoint(url, trusting()));

            assertThat(own).isInstanceOf(Success.class);
            isRefused(without);
            assertThat(ownAgain).isInstanceOf(Success.class);
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void anotherAccountNeverUsesAConnectionWithTheClientCertificate(boolean http2)
            throws Exception {
        String url = url(true);
        try (HttpAttemptSender sender = sender(http2)) {
            send(sender, endpoint(url, as(CLIENT)));
            send(sender, endpoint(url, MALLORY, trusting()));
            send(sender, endpoint(url, as(CLIENT)));
            send(sender, endpoint(url, MALLORY, as(OTHER)));

            assertThat(clientOfNextRequest()).isEqualTo("CN=acme");
            assertThat(clientOfNextRequest()).isEmpty();
            assertThat(clientOfNextRequest()).isEqualTo("CN=acme");
            assertThat(clientOfNextRequest()).isEqualTo("CN=other");
        }
    }

    @Test
    void norDoesAnotherEndpointOfTheAccountWithoutIt() throws Exception {
        String url = url(true);
        try (HttpAttemptSender sender = sender(false)) {
            send(sender, endpoint(url, as(CLIENT)));
            send(sender, endpoint(url, trusting()));

            assertThat(clientOfNextRequest()).isEqualTo("CN=acme");
            assertThat(clientOfNextRequest()).isEmpty();
        }
    }

    @Test
    void equalCertificatesOfTwoAccountsAreTwoClients() {
        try (Clients clients = new Clients(Samples.settings(), Network.system())) {
            HttpUrl url = HttpUrl.get("https://hooks.example/");

            var own = clients.forEndpoint(endpoint(url.toString(), as(CLIENT)));
            var same = clients.forEndpoint(endpoint(url.toString(), as(CLIENT)));
            var others = clients.forEndpoint(endpoint(url.toString(), MALLORY, as(CLIENT)));

            assertThat(same).isSameAs(own);
            assertThat(others.connectionPool()).isNotSameAs(own.connectionPool());
            assertThat(clients.forServerOf(url).connectionPool())
                    .isNotIn(own.connectionPool(), others.connectionPool());
        }
    }

    @Test
    void aConnectionWithTheCertificateIsReusedForTheEndpoint() throws Exception {
        String url = url(true);
        try (HttpAttemptSender sender = sender(false)) {
            send(sender, endpoint(url, as(CLIENT)));
            send(sender, endpoint(url, as(CLIENT)));

            clientOfNextRequest();
            assertThat(
                            Objects.requireNonNull(server.takeRequest(5, TimeUnit.SECONDS))
                                    .getExchangeIndex())
                    .isEqualTo(1);
            assertThat(sender.connections()).isEqualTo(1);
        }
    }

    @Test
    void manyAccountsTakeNoMoreThanTheirShareOfClients() {
        try (Clients clients = new Clients(Samples.settings(), Network.system())) {
            HttpUrl url = HttpUrl.get("https://hooks.example/");
            var kept = clients.forEndpoint(endpoint(url.toString(), trusting()));

            for (int i = 0; i < TlsClients.SHARE + 50; i++) {
                EndpointTls each =
                        new EndpointTls(
                                trusting().ca(),
                                Optional.empty(),
                                Optional.empty(),
                                Samples.NOW.plusSeconds(i));
                clients.forEndpoint(endpoint(url.toString(), MALLORY, each));
            }

            assertThat(clients.forEndpoint(endpoint(url.toString(), trusting()))).isSameAs(kept);
        }
    }

    @Test
    void theServersNameIsStillChecked() throws IOException {
        String url = url(false).replace("localhost", "127.0.0.1");
        try (HttpAttemptSender sender = sender(false)) {
            isRefused(send(sender, endpoint(url, trusting())));
        }
    }

    @Test
    void theProtocolIsAsSetForAll() throws Exception {
        String url = url(false);
        try (HttpAttemptSender sender = sender(true)) {
            send(sender, endpoint(url, trusting()));
            assertThat(Objects.requireNonNull(server.takeRequest(5, TimeUnit.SECONDS)).getVersion())
                    .isEqualTo("HTTP/2");
        }
    }
}
