package dev.hooklane.e2e.receiver;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hooklane.e2e.process.Ports;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

@Timeout(60)
@EnabledOnOs(value = OS.LINUX, disabledReason = "elsewhere 127.0.0.2 is no address of the machine")
final class ReceiverTest {
    private static final InetAddress OTHER = InetAddress.ofLiteral("127.0.0.2");

    @Test
    void isReachedAtAnotherAddressToo() throws IOException {
        try (Receiver receiver = Receiver.start(new Ports().free());
                Elsewhere other = receiver.listenAt(OTHER);
                Socket client = new Socket(OTHER, receiver.port())) {
            client.getOutputStream().write("POST /a HTTP/1.1\r\n\r\n".getBytes(UTF_8));

            assertThat(client.getInputStream().readNBytes(12)).asString().isEqualTo("HTTP/1.1 200");
            assertThat(other.connections()).isEqualTo(1);
            assertThat(receiver.requests()).extracting(Request::path).containsExactly("/a");
        }
    }

    @Test
    void aBlackholeMakesNoConnectionAndRefusesNone() throws IOException {
        int port = new Ports().free();
        try (Blackhole _ = Blackhole.at(OTHER, port);
                Socket client = new Socket()) {
            assertThatThrownBy(() -> client.connect(new InetSocketAddress(OTHER, port), 500))
                    .isInstanceOf(SocketTimeoutException.class);
        }
    }

    @Test
    void aConnectionThatIsResetEndsTheAttemptAtOnce() throws IOException {
        assertThat(requestTo(Reply.reset()).answer()).isPresent();
    }

    /** Its sender may have given up long before. */
    @Test
    void aConnectionThatIsResetMuchLaterDoesNotSayWhenTheAttemptEnded() throws IOException {
        assertThat(requestTo(Reply.reset().after(Duration.ofMillis(50))).answer()).isEmpty();
    }

    /** Returns a request of a patient sender, once its connection has ended. */
    private static Request requestTo(Reply reply) throws IOException {
        try (Receiver receiver = Receiver.start(new Ports().free());
                Socket client = new Socket(InetAddress.ofLiteral("127.0.0.1"), receiver.port())) {
            URI _ = receiver.url("/a", Manner.always(reply));
            client.getOutputStream().write("POST /a HTTP/1.1\r\n\r\n".getBytes(UTF_8));
            assertThatThrownBy(() -> client.getInputStream().read())
                    .isInstanceOf(SocketException.class);
            return receiver.requests().getFirst();
        }
    }
}
