package dev.hooklane.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hooklane.delivery.AttemptOutcome;
import dev.hooklane.delivery.AttemptOutcome.ErrorStatus;
import dev.hooklane.delivery.AttemptOutcome.NoResponse;
import dev.hooklane.delivery.AttemptOutcome.Success;
import dev.hooklane.delivery.ErrorKind;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.SocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** One attempt is one request, whatever the answer invites an HTTP client to do. */
final class HiddenRepeatsIT {
    private static final String OK = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";

    private final HttpAttemptSender sender = Samples.sender(Duration.ofSeconds(10));

    @AfterEach
    void close() {
        sender.close();
    }

    private static String answer(int status, String header) {
        return "HTTP/1.1 %d Why\r\n%s\r\nContent-Length: 4\r\n\r\nbody".formatted(status, header);
    }

    @Test
    void unavailableWithRetryAfterZeroIsNotRepeated() throws IOException {
        try (RawServer server = RawServer.answering(answer(503, "Retry-After: 0"))) {
            assertThat(Samples.send(sender, server.url()))
                    .isEqualTo(new ErrorStatus(503, Optional.of(Duration.ZERO), "body"));
            assertThat(server.requests()).hasSize(1);
        }
    }

    /** OkHttp fails on a number that is no int; the status stands all the same. */
    @Test
    void unavailableWithAnAbsurdRetryAfterKeepsItsStatus() throws IOException {
        try (RawServer server = RawServer.answering(answer(503, "Retry-After: 99999999999"))) {
            assertThat(Samples.send(sender, server.url()))
                    .isEqualTo(new ErrorStatus(503, Optional.of(Duration.ofDays(7)), ""));
            assertThat(server.requests()).hasSize(1);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {401, 407, 408, 421, 425, 500, 502, 504})
    void anErrorStatusIsNotRepeated(int status) throws IOException {
        try (RawServer server =
                RawServer.answering(answer(status, "WWW-Authenticate: Basic realm=\"x\""))) {
            assertThat(Samples.send(sender, server.url()))
                    .isInstanceOfSatisfying(
                            ErrorStatus.class,
                            error -> assertThat(error.status()).isEqualTo(status));
            assertThat(server.requests()).hasSize(1);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {300, 301, 302, 303, 307, 308})
    void aRedirectIsNotFollowed(int status) throws IOException {
        try (RawServer other = RawServer.answering(OK);
                RawServer server =
                        RawServer.answering(answer(status, "Location: " + other.url()))) {
            assertThat(Samples.send(sender, server.url()))
                    .isEqualTo(new ErrorStatus(status, Optional.empty(), "body"));
            assertThat(server.requests()).hasSize(1);
            assertThat(other.connections()).isZero();
        }
    }

    @Test
    void aPooledConnectionThatDiesWithTheRequestIsNotReplaced() throws IOException {
        try (RawServer server = dyingAtRequest(2)) {
            Samples.send(sender, server.url());

            assertThat(Samples.send(sender, server.url()))
                    .isInstanceOfSatisfying(
                            NoResponse.class,
                            lost -> assertThat(lost.kind()).isEqualTo(ErrorKind.CONNECTION_LOST));
            assertThat(server.requests()).hasSize(2);
            assertThat(server.connections()).isEqualTo(1);
        }
    }

    @Test
    void anotherAddressOfTheHostIsNotTriedOnceTheRequestWasSent() throws IOException {
        List<InetAddress> both =
                List.of(InetAddress.ofLiteral("127.0.0.1"), InetAddress.ofLiteral("127.0.0.2"));
        Network network = new Network(_ -> both, Network.system().trust(), Network.system().tls());
        try (RawServer server = dyingAtRequest(1);
                HttpAttemptSender twoAddresses =
                        new HttpAttemptSender(Samples.settings(), Samples.CLOCK, network)) {
            Samples.send(twoAddresses, server.url("two.example"));

            assertThat(server.requests()).hasSize(1);
        }
    }

    private static RawServer dyingAtRequest(int number) throws IOException {
        int[] count = {0};
        return RawServer.answering((_, out, socket) -> {
            if (++count[0] == number) {
                socket.close();
            } else {
                out.write(OK.getBytes(StandardCharsets.US_ASCII));
                out.flush();
            }
        });
    }

    @Test
    void aConnectionThatTheServerClosedMeanwhileCostsNoAttempt() throws IOException {
        try (RawServer server = RawServer.answering(OK)) {
            Samples.send(sender, server.url());
            server.closeConnections();
            pass(StaleConnections.TRUSTED_FOR);

            AttemptOutcome outcome = Samples.send(sender, server.url());

            assertThat(outcome).isEqualTo(new Success(200, "ok"));
            assertThat(server.requests()).hasSize(2);
            assertThat(server.connections()).isEqualTo(2);
        }
    }

    @Test
    void aConnectionThatWaitedIsUsedAgain() throws IOException {
        try (RawServer server = RawServer.answering(OK)) {
            Samples.send(sender, server.url());
            pass(StaleConnections.TRUSTED_FOR);

            Samples.send(sender, server.url());

            assertThat(server.requests()).hasSize(2);
            assertThat(server.connections()).isEqualTo(1);
        }
    }

    /** Real time, as OkHttp's pool has no clock to set. */
    private static void pass(Duration time) {
        Awaitility.await().pollDelay(time.plusMillis(100)).until(() -> true);
    }

    @ParameterizedTest
    @EnumSource(
            value = Proxy.Type.class,
            names = {"HTTP", "SOCKS"})
    void theMachinesProxyIsNotUsed(Proxy.Type type) throws IOException {
        ProxySelector before = ProxySelector.getDefault();
        try (RawServer proxy = RawServer.answering(OK);
                RawServer server = RawServer.answering(OK)) {
            ProxySelector.setDefault(always(type, proxy));

            Samples.send(sender, server.url());

            assertThat(proxy.connections()).isZero();
            assertThat(server.requests()).hasSize(1);
        } finally {
            ProxySelector.setDefault(before);
        }
    }

    private static ProxySelector always(Proxy.Type type, RawServer proxy) {
        return new ProxySelector() {
            @Override
            public List<Proxy> select(URI uri) {
                return List.of(
                        new Proxy(
                                type,
                                new InetSocketAddress(
                                        InetAddress.ofLiteral("127.0.0.1"), proxy.port())));
            }

            @Override
            public void connectFailed(URI uri, SocketAddress address, IOException failure) {}
        };
    }
}
