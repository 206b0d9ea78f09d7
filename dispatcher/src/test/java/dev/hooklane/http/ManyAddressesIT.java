package dev.hooklane.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hooklane.delivery.Attempt;
import dev.hooklane.delivery.AttemptOutcome.NoResponse;
import dev.hooklane.delivery.AttemptOutcome.Success;
import dev.hooklane.delivery.ErrorKind;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A host's addresses share the time to connect, so that a dead one costs no attempt. */
@Timeout(60)
final class ManyAddressesIT {
    private static final String OK = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";
    private static final Duration LESS_THAN_TO_CONNECT = Duration.ofSeconds(4);

    private final List<AutoCloseable> open = new ArrayList<>();

    @AfterEach
    void close() throws Exception {
        for (AutoCloseable each : open.reversed()) {
            each.close();
        }
    }

    @Test
    void theSecondAddressIsTriedWithinTheTimeToConnect() throws IOException {
        RawServer server = RawServer.answering(OK);
        open.add(server);
        InetAddress dead = deadAt("127.0.0.2", server.port());
        HttpAttemptSender sender = sender(dead, InetAddress.ofLiteral("127.0.0.1"));

        Attempt attempt =
                sender.send(
                        Samples.delivery(),
                        Samples.endpoint(server.url("two.example"), LESS_THAN_TO_CONNECT));

        assertThat(attempt.outcome()).isEqualTo(new Success(200, "ok"));
        assertThat(attempt.duration()).isBetween(Duration.ofMillis(2_400), LESS_THAN_TO_CONNECT);
    }

    @Test
    void allOfThemTogetherHaveTheTimeToConnect() throws IOException {
        InetAddress one = deadAt("127.0.0.2", 0);
        int port = ((ServerSocket) open.getFirst()).getLocalPort();
        InetAddress two = deadAt("127.0.0.3", port);
        HttpAttemptSender sender = sender(one, two);

        Attempt attempt =
                sender.send(
                        Samples.delivery(), Samples.endpoint("http://two.example:" + port + "/"));

        assertThat(attempt.outcome())
                .isEqualTo(
                        new NoResponse(
                                ErrorKind.CONNECT,
                                "no connection to two.example:" + port + " within 5 s"));
        assertThat(attempt.duration()).isBetween(Duration.ofMillis(4_900), Duration.ofSeconds(7));
    }

    private HttpAttemptSender sender(InetAddress... addresses) {
        Network network =
                new Network(
                        _ -> List.of(addresses), Network.system().trust(), Network.system().tls());
        HttpAttemptSender sender =
                new HttpAttemptSender(Samples.settings(), Samples.CLOCK, network);
        open.add(sender);
        return sender;
    }

    /** An address where nobody answers: the queue of those that want to connect is full. */
    private InetAddress deadAt(String literal, int port) throws IOException {
        InetAddress address = InetAddress.ofLiteral(literal);
        ServerSocket server = new ServerSocket(port, 1, address);
        open.add(server);
        while (true) {
            Socket socket = new Socket();
            open.add(socket);
            try {
                socket.connect(new InetSocketAddress(address, server.getLocalPort()), 200);
            } catch (SocketTimeoutException e) {
                return address;
            }
        }
    }
}
