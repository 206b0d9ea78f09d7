package dev.hooklane.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hooklane.delivery.Attempt;
import dev.hooklane.delivery.AttemptOutcome.NoResponse;
import dev.hooklane.delivery.ErrorKind;
import dev.hooklane.embedded.ReceivedRequest;
import dev.hooklane.embedded.Receiver;
import dev.hooklane.embedded.ReceiverSettings;
import dev.hooklane.embedded.SignatureVerdict;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What each setting changes; the address rules and the timeout have tests of their own. */
@Timeout(60)
final class HttpSettingsIT {
    private static final String OK = "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n";

    private static HttpSettings settings(
            Duration connectTimeout, int maxIdleConnections, Duration keepAlive) {
        return new HttpSettings(
                new HttpSettings.Timeouts(Duration.ofSeconds(10), connectTimeout),
                Samples.LOCAL,
                "Acme/7",
                new HeaderNames("Acme-", "Acme-Sig", "mac:"),
                new HttpSettings.Connections(maxIdleConnections, keepAlive, false));
    }

    private static HttpSettings usual() {
        return settings(Duration.ofSeconds(5), 64, Duration.ofSeconds(30));
    }

    @Test
    void namesAndPrefixesAreThoseOfTheSettings() throws IOException {
        try (RawServer server = RawServer.answering(OK);
                HttpAttemptSender sender = new HttpAttemptSender(usual(), Samples.CLOCK)) {
            Samples.send(sender, server.url());

            RawServer.Received request = server.requests().getFirst();
            assertThat(request.header("User-Agent")).isEqualTo("Acme/7");
            assertThat(request.header("Acme-Sig")).matches("mac:[0-9a-f]{64}");
            assertThat(request.header("Acme-Event")).isEqualTo("message.created");
            assertThat(request.header("Acme-Delivery")).startsWith("dlv_");
            assertThat(request.header("Acme-Attempt")).isEqualTo("1");
            assertThat(request.head()).doesNotContain("X-MGA");
        }
    }

    @Test
    void aReceiverChecksAndShowsHeadersThatBeginOtherwise() {
        HeaderNames names = HeaderNames.withPrefix("X-Acme-");
        ReceiverSettings receiving =
                new ReceiverSettings(
                        InetAddress.getLoopbackAddress(),
                        0,
                        List.of(Samples.SECRET.text()),
                        0,
                        Duration.ZERO,
                        names);
        // It compares the timestamp with the machine's clock.
        try (Receiver receiver = Receiver.start(receiving, _ -> {});
                HttpAttemptSender sender =
                        new HttpAttemptSender(
                                Samples.settings().withHeaders(names), InstantSource.system())) {
            Samples.send(sender, receiver.url() + "/hook");

            ReceivedRequest request = receiver.requests().getFirst();
            assertThat(request.bodySignature()).isEqualTo(new SignatureVerdict.Valid());
            assertThat(request.standardSignature()).isEqualTo(new SignatureVerdict.Valid());
            assertThat(request.eventType()).isEqualTo("message.created");
            assertThat(request.deliveryId()).startsWith("dlv_");
            assertThat(request.attempt()).isEqualTo("1");
        }
    }

    @Test
    void theConnectTimeoutEndsAnAttemptToConnect() throws IOException {
        HttpSettings hasty = settings(Duration.ofMillis(300), 64, Duration.ofSeconds(30));
        try (FullServer server = new FullServer();
                HttpAttemptSender sender = new HttpAttemptSender(hasty, Samples.CLOCK)) {
            Attempt attempt = Samples.attempt(sender, server.url());

            assertThat(attempt.outcome())
                    .isEqualTo(
                            new NoResponse(
                                    ErrorKind.CONNECT,
                                    "no connection to 127.0.0.1:%d within 300 ms"
                                            .formatted(server.port())));
            assertThat(attempt.duration()).isLessThan(Duration.ofSeconds(5));
        }
    }

    @Test
    void anEndpointsOwnTimeoutEndsItsAttempts() throws IOException {
        try (RawServer server = RawServer.answering((_, _, _) -> {});
                HttpAttemptSender sender = new HttpAttemptSender(usual(), Samples.CLOCK)) {
            Attempt attempt =
                    sender.send(
                            Samples.delivery(),
                            Samples.endpoint(server.url(), Duration.ofSeconds(1)));

            assertThat(attempt.outcome())
                    .isEqualTo(
                            new NoResponse(
                                    ErrorKind.TIMEOUT,
                                    "no response from 127.0.0.1:%d within 1 s"
                                            .formatted(server.port())));
            assertThat(attempt.duration()).isBetween(Duration.ofMillis(950), Duration.ofSeconds(5));
        }
    }

    @Test
    void noIdleConnectionIsKeptWhereNoneIsAllowed() throws IOException {
        HttpSettings none = settings(Duration.ofSeconds(5), 0, Duration.ofSeconds(30));
        try (RawServer server = RawServer.answering(OK);
                HttpAttemptSender sender = new HttpAttemptSender(none, Samples.CLOCK)) {
            Samples.send(sender, server.url());
            Samples.send(sender, server.url());

            assertThat(server.connections()).isEqualTo(2);
        }
    }

    @Test
    void anIdleConnectionIsClosedAfterTheKeepAlive() throws IOException {
        HttpSettings brief = settings(Duration.ofSeconds(5), 64, Duration.ofMillis(100));
        try (RawServer server = RawServer.answering(OK);
                HttpAttemptSender sender = new HttpAttemptSender(brief, Samples.CLOCK)) {
            Samples.send(sender, server.url());

            Awaitility.await().untilAsserted(() -> assertThat(server.ended()).isEqualTo(1));
        }
    }

    @Test
    void valuesOutOfBoundsAreRefused() {
        assertThatThrownBy(() -> settings(Duration.ZERO, 1, Duration.ofSeconds(1)))
                .hasMessage("connectTimeout PT0S is not over 0");
        assertThatThrownBy(() -> settings(Duration.ofSeconds(1), -1, Duration.ofSeconds(1)))
                .hasMessage("maxIdleConnections -1 is under 0");
    }

    /** A server whose backlog is full, so that the kernel lets further connections wait. */
    private static final class FullServer implements AutoCloseable {
        private final ServerSocket listening =
                new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"));
        private final List<Socket> waiting = new ArrayList<>();

        FullServer() throws IOException {
            boolean full = false;
            while (!full) {
                Socket socket = new Socket();
                waiting.add(socket);
                try {
                    socket.connect(
                            new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), port()), 200);
                } catch (SocketTimeoutException e) {
                    full = true;
                }
            }
        }

        int port() {
            return listening.getLocalPort();
        }

        String url() {
            return "http://127.0.0.1:" + port() + "/";
        }

        @Override
        public void close() throws IOException {
            for (Socket socket : waiting) {
                socket.close();
            }
            listening.close();
        }
    }
}
