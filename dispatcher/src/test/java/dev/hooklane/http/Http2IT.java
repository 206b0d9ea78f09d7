package dev.hooklane.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hooklane.delivery.Attempt;
import dev.hooklane.delivery.AttemptOutcome.Success;
import dev.hooklane.endpoint.EndpointId;
import dev.hooklane.event.Payload;
import java.io.IOException;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import mockwebserver3.SocketEffect;
import okhttp3.ConnectionPool;
import okhttp3.tls.HandshakeCertificates;
import okhttp3.tls.HeldCertificate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** HTTP/2 as a setting: off unless wanted, and then no two endpoints share a connection. */
@Timeout(60)
final class Http2IT {

    /** REFUSED_STREAM of RFC 9113. */
    private static final int REFUSED = 7;

    private static final HeldCertificate CERTIFICATE =
            new HeldCertificate.Builder()
                    .commonName("everybody's")
                    .addSubjectAlternativeName("*.example")
                    .build();

    private final MockWebServer server = new MockWebServer();
    private volatile boolean readsBodies = true;
    private volatile boolean saysGoodbye;
    private final AtomicInteger refusals = new AtomicInteger();
    private final CountDownLatch goOn = new CountDownLatch(1);
    private final Clients clients = clients(true);
    private final HttpAttemptSender sender = sender(true, clients);
    private final EndpointId neighbour = neighbour();

    private static Clients clients(boolean http2) {
        HandshakeCertificates trusting =
                new HandshakeCertificates.Builder()
                        .addTrustedCertificate(CERTIFICATE.certificate())
                        .build();
        return new Clients(
                Samples.http2(http2),
                new Network(
                        _ -> List.of(InetAddress.ofLiteral("127.0.0.1")),
                        trusting.trustManager(),
                        trusting.sslSocketFactory()));
    }

    private static HttpAttemptSender sender(boolean http2, Clients clients) {
        return new HttpAttemptSender(Samples.http2(http2), Samples.CLOCK, clients);
    }

    @BeforeEach
    void listen() throws IOException {
        server.useHttps(
                new HandshakeCertificates.Builder()
                        .heldCertificate(CERTIFICATE)
                        .build()
                        .sslSocketFactory());
        server.setDispatcher(
                new Dispatcher() {
                    @Override
                    public MockResponse dispatch(RecordedRequest request)
                            throws InterruptedException {
                        if (request.getUrl().encodedPath().equals("/stalls")) {
                            goOn.await();
                        }
                        MockResponse.Builder answer = new MockResponse.Builder().body("ok");
                        return (saysGoodbye
                                        ? answer.onResponseEnd(
                                                SocketEffect.ShutdownConnection.INSTANCE)
                                        : answer)
                                .build();
                    }

                    @Override
                    public MockResponse peek() {
                        MockResponse.Builder peeked = new MockResponse.Builder();
                        if (refusals.getAndDecrement() > 0) {
                            return peeked.onRequestStart(new SocketEffect.CloseStream(REFUSED))
                                    .build();
                        }
                        return (readsBodies ? peeked : peeked.doNotReadRequestBody()).build();
                    }
                });
        server.start(InetAddress.ofLiteral("127.0.0.1"), 0);
    }

    @AfterEach
    void close() {
        goOn.countDown();
        sender.close();
        server.close();
    }

    private String url(String host, String path) {
        return "https://" + host + ":" + server.getPort() + path;
    }

    /** Another endpoint whose connections are in the same pool, where they could be shared. */
    private EndpointId neighbour() {
        return IntStream.range(0, 1_000)
                .mapToObj(i -> new EndpointId("ep_%016d".formatted(i)))
                .filter(other -> pool(other).equals(pool(Samples.ENDPOINT_ID)))
                .findFirst()
                .orElseThrow();
    }

    private ConnectionPool pool(EndpointId id) {
        return clients.forEndpoint(Samples.endpoint(id, "https://a.test/")).connectionPool();
    }

    private static Attempt send(HttpAttemptSender sender, EndpointId id, String url) {
        return sender.send(Samples.delivery(), Samples.endpoint(id, url));
    }

    private RecordedRequest next() throws InterruptedException {
        return server.takeRequest();
    }

    @Test
    void isOffByDefault() throws InterruptedException {
        try (Clients plain = clients(false);
                HttpAttemptSender byDefault = sender(false, plain)) {
            send(byDefault, neighbour, url("a.example", "/"));

            assertThat(next().getVersion()).isEqualTo("HTTP/1.1");
        }
    }

    @Test
    void isSpokenWhereTheServerOffersIt() throws InterruptedException {
        assertThat(send(sender, neighbour, url("a.example", "/")).outcome())
                .isEqualTo(new Success(200, "ok"));
        send(sender, neighbour, url("a.example", "/"));

        RecordedRequest first = next();
        RecordedRequest second = next();
        assertThat(first.getVersion()).isEqualTo("HTTP/2");
        assertThat(first.getHeaders().get("X-MGA-Signature")).startsWith("sha256=");
        assertThat(first.getConnectionIndex()).isEqualTo(second.getConnectionIndex());
    }

    @Test
    void isNotSpokenToAServerThatDoesNot() throws IOException {
        try (RawServer old =
                RawServer.answering("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok")) {
            assertThat(Samples.send(sender, old.url())).isEqualTo(new Success(200, "ok"));
        }
    }

    @Test
    void hostsWithOneAddressAndCertificateShareNoConnection() throws InterruptedException {
        send(sender, Samples.ENDPOINT_ID, url("a.example", "/"));
        send(sender, neighbour, url("b.example", "/"));
        send(sender, Samples.ENDPOINT_ID, url("b.example", "/"));

        assertThat(
                        List.of(
                                next().getConnectionIndex(),
                                next().getConnectionIndex(),
                                next().getConnectionIndex()))
                .containsExactly(0, 1, 2);
    }

    @Test
    void endpointsOfOneHostShareNoConnection() throws InterruptedException {
        send(sender, Samples.ENDPOINT_ID, url("a.example", "/"));
        send(sender, neighbour, url("a.example", "/"));

        assertThat(next().getConnectionIndex()).isZero();
        assertThat(next().getConnectionIndex()).isEqualTo(1);
    }

    /**
     * What it doesn't read fills the window of its connection, so that nothing more goes over it.
     */
    @Test
    void anEndpointThatReadsNothingSlowsNoOtherOfItsHost() throws InterruptedException {
        readsBodies = false;
        Thread stalled =
                Thread.ofVirtual()
                        .start(() ->
                                sender.send(
                                        Samples.delivery(
                                                Payload.of(new byte[Payload.MAX_BYTES]),
                                                Optional.empty()),
                                        Samples.endpoint(url("a.example", "/stalls"))));
        next();
        readsBodies = true;

        Attempt other = send(sender, neighbour, url("a.example", "/"));

        assertThat(other.outcome()).isEqualTo(new Success(200, "ok"));
        assertThat(other.duration()).isLessThan(Duration.ofSeconds(2));
        assertThat(stalled.isAlive()).isTrue();
    }

    @Test
    void aRequestThatTheServerRefusesUnreadGoesAgainOnce() {
        send(sender, neighbour, url("a.example", "/"));
        refusals.set(1);

        Attempt attempt = send(sender, neighbour, url("a.example", "/"));

        assertThat(attempt.outcome()).isEqualTo(new Success(200, "ok"));
        assertThat(server.getRequestCount()).isEqualTo(3);
    }

    @Test
    void aServerThatRefusesEachRequestIsNotAskedForEver() throws InterruptedException {
        refusals.set(100);

        Attempt attempt = send(sender, neighbour, url("a.example", "/"));

        assertThat(attempt.outcome().succeeded()).isFalse();
        // The server refuses a request before it counts it.
        assertThat(server.takeRequest(5, TimeUnit.SECONDS)).isNotNull();
        assertThat(server.takeRequest(5, TimeUnit.SECONDS)).isNotNull();
        assertThat(server.takeRequest(200, TimeUnit.MILLISECONDS)).isNull();
    }

    @Test
    void aServerThatSaysGoodbyeCostsNoAttempt() {
        saysGoodbye = true;

        for (int i = 0; i < 20; i++) {
            assertThat(send(sender, neighbour, url("a.example", "/")).outcome())
                    .isEqualTo(new Success(200, "ok"));
        }
        assertThat(server.getRequestCount()).isEqualTo(20);
    }

    @Test
    void aTimeoutCutsTheRequestAndNotItsConnection() throws InterruptedException {
        Attempt cut =
                sender.send(
                        Samples.delivery(),
                        Samples.endpoint(url("a.example", "/stalls"), Duration.ofSeconds(1)));
        Attempt later = send(sender, Samples.ENDPOINT_ID, url("a.example", "/"));

        assertThat(cut.outcome().label()).isEqualTo("timeout");
        assertThat(later.outcome()).isEqualTo(new Success(200, "ok"));
        assertThat(next().getConnectionIndex()).isEqualTo(next().getConnectionIndex());
    }
}
