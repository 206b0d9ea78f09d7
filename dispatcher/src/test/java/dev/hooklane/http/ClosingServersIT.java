package dev.hooklane.http;

import static dev.hooklane.http.StrangeServers.OK;
import static dev.hooklane.http.StrangeServers.SUCCESS;
import static dev.hooklane.http.StrangeServers.always;
import static dev.hooklane.http.StrangeServers.listen;
import static dev.hooklane.http.StrangeServers.pause;
import static dev.hooklane.http.StrangeServers.write;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hooklane.delivery.AttemptOutcome;
import dev.hooklane.delivery.AttemptOutcome.NoResponse;
import dev.hooklane.delivery.ErrorKind;
import dev.hooklane.http.StrangeServers.Over;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Servers that end their connections without a word: no attempt fails for that. */
@Timeout(60)
final class ClosingServersIT {
    private final StrangeServers strange = new StrangeServers();

    @AfterEach
    void close() {
        strange.close();
    }

    @ParameterizedTest
    @EnumSource(Over.class)
    void aServerOfHttp10ClosesAndCostsNoAttempt(Over over) throws IOException {
        try (RawServer server =
                listen(over, closing("HTTP/1.0 200 OK\r\nContent-Length: 2\r\n\r\nok"))) {
            assertThat(strange.send(over, server, 50)).containsOnly(SUCCESS);
            assertThat(server.requests()).hasSize(50);
        }
    }

    @ParameterizedTest
    @EnumSource(Over.class)
    void aServerOfHttp10ThatKeepsItsConnectionsKeepsThem(Over over) throws IOException {
        String kept = "HTTP/1.0 200 OK\r\nConnection: Keep-Alive\r\nContent-Length: 2\r\n\r\nok";
        try (RawServer server = listen(over, always(kept))) {
            assertThat(strange.send(over, server, 10)).containsOnly(SUCCESS);
            assertThat(server.connections()).isEqualTo(1);
        }
    }

    @ParameterizedTest
    @EnumSource(Over.class)
    void aServerThatClosesWithoutSayingSoCostsNoAttempt(Over over) throws IOException {
        try (RawServer server = listen(over, closing(OK))) {
            assertThat(sendEachAfterTheEndOfTheLast(over, server, 50)).containsOnly(SUCCESS);
            assertThat(server.requests()).hasSize(50);
        }
    }

    /** Over TLS it can't be told from one that the server has read. */
    @Test
    void aRequestThatComesWhileTheServerClosesIsSentAgain() throws IOException {
        try (RawServer server =
                listen(
                        Over.PLAIN,
                        (_, out, socket) -> {
                            write(out, OK);
                            if (strange.count.incrementAndGet() % 3 == 0) {
                                // The next request arrives meanwhile.
                                pause(20);
                                socket.close();
                            }
                        })) {
            assertThat(strange.send(Over.PLAIN, server, 10)).containsOnly(SUCCESS);
            assertThat(server.requests()).hasSize(10);
            assertThat(server.connections()).isEqualTo(4);
        }
    }

    @ParameterizedTest
    @EnumSource(Over.class)
    void aRequestThatWasReadIsNotSentAgain(Over over) throws IOException {
        for (boolean resets : List.of(false, true)) {
            strange.count.set(0);
            try (RawServer server =
                    listen(
                            over,
                            (_, out, socket) -> {
                                if (strange.count.incrementAndGet() == 3) {
                                    socket.setSoLinger(resets, 0);
                                    socket.close();
                                    return;
                                }
                                write(out, OK);
                            })) {
                List<AttemptOutcome> outcomes = strange.send(over, server, 4);

                assertThat(outcomes.subList(0, 2)).containsOnly(SUCCESS);
                assertThat(outcomes.get(2))
                        .isInstanceOfSatisfying(
                                NoResponse.class,
                                lost ->
                                        assertThat(lost.kind())
                                                .isEqualTo(ErrorKind.CONNECTION_LOST));
                assertThat(outcomes.get(3)).isEqualTo(SUCCESS);
                assertThat(server.requests()).hasSize(4);
            }
        }
    }

    @Test
    void aNewConnectionThatIsClosedUnreadIsAFailedAttempt() throws IOException {
        try (ServerSocket server = new ServerSocket(0, 10, InetAddress.ofLiteral("127.0.0.1"))) {
            Thread.ofVirtual().start(() -> closeAll(server));

            Object outcome =
                    Samples.send(
                            strange.sender,
                            "http://127.0.0.1:%d/hook".formatted(server.getLocalPort()));

            assertThat(outcome).isInstanceOf(NoResponse.class);
            assertThat(strange.count).hasValue(1);
        }
    }

    private void closeAll(ServerSocket server) {
        while (!server.isClosed()) {
            try (Socket each = server.accept()) {
                strange.count.incrementAndGet();
                Awaitility.await().until(() -> each.getInputStream().available() > 0);
            } catch (IOException e) {
                return;
            }
        }
    }

    @ParameterizedTest
    @EnumSource(Over.class)
    void closeAmongOtherWordsEndsAConnectionToo(Over over) throws IOException {
        String last = "HTTP/1.1 200 OK\r\nConnection: x-a, Close\r\nContent-Length: 2\r\n\r\nok";
        try (RawServer server = listen(over, always(last))) {
            assertThat(strange.send(over, server, 5)).containsOnly(SUCCESS);
            assertThat(server.connections()).isEqualTo(5);
        }
    }

    @ParameterizedTest
    @EnumSource(Over.class)
    void aServerThatResetsAfterItsAnswerCostsNoAttempt(Over over) throws IOException {
        try (RawServer server =
                listen(
                        over,
                        (_, out, socket) -> {
                            write(out, OK);
                            pause(20);
                            socket.setSoLinger(true, 0);
                            socket.close();
                            strange.count.incrementAndGet();
                        })) {
            assertThat(sendEachAfterTheEndOfTheLast(over, server, 5)).containsOnly(SUCCESS);
            assertThat(server.requests()).hasSize(5);
        }
    }

    /** Waits after each attempt until the server has counted the connection as closed. */
    private List<AttemptOutcome> sendEachAfterTheEndOfTheLast(
            Over over, RawServer server, int times) {
        List<AttemptOutcome> outcomes = new ArrayList<>();
        for (int i = 1; i <= times; i++) {
            int closed = i;
            List<AttemptOutcome> outcome = strange.send(over, server, 1);
            assertThat(outcome).as("attempt %d", i).containsOnly(SUCCESS);
            outcomes.addAll(outcome);
            Awaitility.await()
                    .pollInterval(Duration.ofMillis(1))
                    .until(() -> strange.count.get() == closed);
        }
        return outcomes;
    }

    private RawServer.Exchange closing(String answer) {
        return (_, out, socket) -> {
            write(out, answer);
            socket.close();
            strange.count.incrementAndGet();
        };
    }
}
