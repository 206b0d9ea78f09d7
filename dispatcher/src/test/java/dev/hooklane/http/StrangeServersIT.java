package dev.hooklane.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hooklane.delivery.AttemptOutcome;
import dev.hooklane.delivery.AttemptOutcome.ErrorStatus;
import dev.hooklane.delivery.AttemptOutcome.NoResponse;
import dev.hooklane.delivery.AttemptOutcome.Success;
import dev.hooklane.delivery.ErrorKind;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import okhttp3.tls.HandshakeCertificates;
import okhttp3.tls.HeldCertificate;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Servers that end their connections without a word, or say more than they are asked: each attempt
 * has the answer to its own request, and none fails for what the one before left behind.
 */
@Timeout(60)
final class StrangeServersIT {
    private static final String OK = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";
    private static final String FAILED = "HTTP/1.1 500 No\r\nContent-Length: 2\r\n\r\nno";
    private static final Success SUCCESS = new Success(200, "ok");

    private static final HeldCertificate CERTIFICATE =
            new HeldCertificate.Builder().addSubjectAlternativeName("strange.example").build();
    private static final HandshakeCertificates BOTH =
            new HandshakeCertificates.Builder()
                    .heldCertificate(CERTIFICATE)
                    .addTrustedCertificate(CERTIFICATE.certificate())
                    .build();

    /** Over what the server speaks. */
    enum Over {
        PLAIN,
        TLS_1_2,
        TLS_1_3
    }

    private final HttpAttemptSender sender =
            new HttpAttemptSender(
                    Samples.settings(),
                    Samples.CLOCK,
                    new Network(
                            _ -> List.of(InetAddress.ofLiteral("127.0.0.1")),
                            BOTH.trustManager(),
                            BOTH.sslSocketFactory()));
    private final AtomicInteger count = new AtomicInteger();

    @AfterEach
    void close() {
        sender.close();
    }

    @ParameterizedTest
    @EnumSource(Over.class)
    void aServerOfHttp10ClosesAndCostsNoAttempt(Over over) throws IOException {
        try (RawServer server =
                listen(over, closing("HTTP/1.0 200 OK\r\nContent-Length: 2\r\n\r\nok"))) {
            assertThat(send(over, server, 50)).containsOnly(SUCCESS);
            assertThat(server.requests()).hasSize(50);
        }
    }

    @ParameterizedTest
    @EnumSource(Over.class)
    void aServerOfHttp10ThatKeepsItsConnectionsKeepsThem(Over over) throws IOException {
        String kept = "HTTP/1.0 200 OK\r\nConnection: Keep-Alive\r\nContent-Length: 2\r\n\r\nok";
        try (RawServer server = listen(over, always(kept))) {
            assertThat(send(over, server, 10)).containsOnly(SUCCESS);
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
                            if (count.incrementAndGet() % 3 == 0) {
                                // The next request arrives meanwhile.
                                pause(20);
                                socket.close();
                            }
                        })) {
            assertThat(send(Over.PLAIN, server, 10)).containsOnly(SUCCESS);
            assertThat(server.requests()).hasSize(10);
            assertThat(server.connections()).isEqualTo(4);
        }
    }

    @ParameterizedTest
    @EnumSource(Over.class)
    void aRequestThatWasReadIsNotSentAgain(Over over) throws IOException {
        for (boolean resets : List.of(false, true)) {
            count.set(0);
            try (RawServer server =
                    listen(
                            over,
                            (_, out, socket) -> {
                                if (count.incrementAndGet() == 3) {
                                    socket.setSoLinger(resets, 0);
                                    socket.close();
                                    return;
                                }
                                write(out, OK);
                            })) {
                List<AttemptOutcome> outcomes = send(over, server, 4);

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
                            sender, "http://127.0.0.1:%d/hook".formatted(server.getLocalPort()));

            assertThat(outcome).isInstanceOf(NoResponse.class);
            assertThat(count).hasValue(1);
        }
    }

    private void closeAll(ServerSocket server) {
        while (!server.isClosed()) {
            try (Socket each = server.accept()) {
                count.incrementAndGet();
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
            assertThat(send(over, server, 5)).containsOnly(SUCCESS);
            assertThat(server.connections()).isEqualTo(5);
        }
    }

    @ParameterizedTest
    @EnumSource(Over.class)
    void theSecondOfTwoAnswersIsNotTheNextRequests(Over over) throws IOException {
        try (RawServer server = listen(over, firstThen(OK + OK, FAILED))) {
            assertThat(send(over, server, 2))
                    .containsExactly(SUCCESS, new ErrorStatus(500, Optional.empty(), "no"));
            assertThat(server.connections()).isEqualTo(2);
        }
    }

    @ParameterizedTest
    @EnumSource(Over.class)
    void aSecondAnswerThatComesLaterIsNotTheNextRequests(Over over) throws IOException {
        AtomicInteger said = new AtomicInteger();
        try (RawServer server =
                listen(
                        over,
                        (_, out, _) -> {
                            if (count.incrementAndGet() > 1) {
                                write(out, FAILED);
                                return;
                            }
                            write(out, OK);
                            pause(50);
                            write(out, OK);
                            said.set(1);
                        })) {
            List<AttemptOutcome> outcomes = new ArrayList<>(send(over, server, 1));
            Awaitility.await().until(() -> said.get() == 1);
            outcomes.addAll(send(over, server, 1));

            assertThat(outcomes)
                    .containsExactly(SUCCESS, new ErrorStatus(500, Optional.empty(), "no"));
        }
    }

    @ParameterizedTest
    @EnumSource(Over.class)
    void theBodyOfAnAnswerThatHasNoneIsNotTheNextOnesAnswer(Over over) throws IOException {
        String noContent = "HTTP/1.1 204 No Content\r\n\r\n";
        for (String body : List.of("unwanted", "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok")) {
            count.set(0);
            try (RawServer server = listen(over, firstThen(noContent + body, FAILED))) {
                assertThat(send(over, server, 2))
                        .containsExactly(
                                new Success(204, ""), new ErrorStatus(500, Optional.empty(), "no"));
            }
        }
    }

    @ParameterizedTest
    @EnumSource(Over.class)
    void aBodyLongerThanItsLengthIsNotTheNextOnesAnswer(Over over) throws IOException {
        try (RawServer server = listen(over, firstThen(OK + "\r\n\r\n" + OK, FAILED))) {
            assertThat(send(over, server, 2))
                    .containsExactly(SUCCESS, new ErrorStatus(500, Optional.empty(), "no"));
        }
    }

    @ParameterizedTest
    @EnumSource(Over.class)
    void whatFollowsAChunkedBodyIsNotTheNextOnesAnswer(Over over) throws IOException {
        String chunked =
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1\r\no\r\n1\r\nk\r\n0\r\n\r\n";
        try (RawServer server = listen(over, firstThen(chunked + OK, FAILED))) {
            assertThat(send(over, server, 2))
                    .containsExactly(SUCCESS, new ErrorStatus(500, Optional.empty(), "no"));
        }
    }

    @ParameterizedTest
    @EnumSource(Over.class)
    void earlyHintsAreNoAnswerAndTheConnectionIsKept(Over over) throws IOException {
        String hints = "HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\n";
        try (RawServer server = listen(over, always(hints + hints + OK))) {
            assertThat(send(over, server, 5)).containsOnly(SUCCESS);
            assertThat(server.connections()).isEqualTo(1);
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
                            count.incrementAndGet();
                        })) {
            assertThat(sendEachAfterTheEndOfTheLast(over, server, 5)).containsOnly(SUCCESS);
            assertThat(server.requests()).hasSize(5);
        }
    }

    @ParameterizedTest
    @EnumSource(Over.class)
    void answersOfEverySizeAreReadToTheirEndOverOneConnection(Over over) throws IOException {
        try (RawServer server =
                listen(
                        over,
                        (_, out, _) -> {
                            int bytes = count.getAndAdd(1_237);
                            write(
                                    out,
                                    "HTTP/1.1 200 OK\r\nContent-Length: %d\r\n\r\n%s"
                                            .formatted(
                                                    bytes,
                                                    "a\n".repeat(bytes).substring(0, bytes)));
                        })) {
            List<AttemptOutcome> outcomes = send(over, server, 13);

            for (int i = 0; i < 13; i++) {
                int bytes = i * 1_237;
                assertThat(outcomes.get(i))
                        .isEqualTo(new Success(200, "a\n".repeat(bytes).substring(0, bytes)));
            }
            assertThat(server.connections()).isEqualTo(1);
        }
    }

    private List<AttemptOutcome> send(Over over, RawServer server, int times) {
        String url =
                over == Over.PLAIN
                        ? server.url()
                        : "https://strange.example:" + server.port() + "/hook";
        List<AttemptOutcome> outcomes = new ArrayList<>();
        for (int i = 0; i < times; i++) {
            outcomes.add(Samples.send(sender, url));
        }
        return outcomes;
    }

    /** Waits after each attempt until the server has counted the connection as closed. */
    private List<AttemptOutcome> sendEachAfterTheEndOfTheLast(
            Over over, RawServer server, int times) {
        List<AttemptOutcome> outcomes = new ArrayList<>();
        for (int i = 1; i <= times; i++) {
            int closed = i;
            outcomes.addAll(send(over, server, 1));
            Awaitility.await()
                    .pollInterval(Duration.ofMillis(1))
                    .until(() -> count.get() == closed);
        }
        return outcomes;
    }

    private static RawServer listen(Over over, RawServer.Exchange exchange) throws IOException {
        return switch (over) {
            case PLAIN -> RawServer.answering(exchange);
            case TLS_1_2 -> RawServer.answering(context("TLSv1.2"), exchange);
            case TLS_1_3 -> RawServer.answering(context("TLSv1.3"), exchange);
        };
    }

    private static SSLContext context(String version) {
        try {
            // A server of this protocol alone, as it serves with what its context supports.
            SSLContext context = SSLContext.getInstance(version);
            context.init(
                    new KeyManager[] {BOTH.keyManager()},
                    new TrustManager[] {BOTH.trustManager()},
                    null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static RawServer.Exchange always(String answer) {
        return (_, out, _) -> write(out, answer);
    }

    private RawServer.Exchange closing(String answer) {
        return (_, out, socket) -> {
            write(out, answer);
            socket.close();
            count.incrementAndGet();
        };
    }

    private RawServer.Exchange firstThen(String first, String then) {
        return (_, out, _) -> write(out, count.incrementAndGet() == 1 ? first : then);
    }

    private static void write(OutputStream out, String answer) throws IOException {
        out.write(answer.getBytes(StandardCharsets.ISO_8859_1));
        out.flush();
    }

    private static void pause(int millis) {
        Awaitility.await()
                .pollInterval(Duration.ofMillis(5))
                .pollDelay(Duration.ofMillis(millis))
                .until(() -> true);
    }
}
