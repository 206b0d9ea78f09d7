package dev.hooklane.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hooklane.attempt.NotAttemptedException;
import dev.hooklane.delivery.Attempt;
import dev.hooklane.delivery.AttemptOutcome;
import dev.hooklane.delivery.AttemptOutcome.ErrorStatus;
import dev.hooklane.delivery.AttemptOutcome.NoResponse;
import dev.hooklane.delivery.AttemptOutcome.Success;
import dev.hooklane.delivery.ErrorKind;
import dev.hooklane.event.Payload;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Endpoints that answer badly, slowly, too much or not at all cost one attempt and its timeout. */
@Timeout(60)
final class HostileEndpointsIT {
    private static final Duration TIMEOUT = Duration.ofMillis(700);
    private static final Duration SOON = Duration.ofSeconds(3);

    private final HttpAttemptSender sender = Samples.sender(TIMEOUT);
    private final HttpAttemptSender patient = Samples.sender(Duration.ofSeconds(15));

    @AfterEach
    void close() {
        sender.close();
        patient.close();
    }

    private static void assertNoResponse(AttemptOutcome outcome, ErrorKind kind, String words) {
        assertThat(outcome)
                .isInstanceOfSatisfying(
                        NoResponse.class,
                        failure -> {
                            assertThat(failure.kind()).isEqualTo(kind);
                            assertThat(failure.detail()).contains(words).doesNotContain("\n");
                        });
    }

    private void assertCut(RawServer server, String words) {
        Attempt attempt = Samples.attempt(sender, server.url());

        assertNoResponse(attempt.outcome(), ErrorKind.TIMEOUT, words);
        assertThat(attempt.duration()).isBetween(TIMEOUT.minusMillis(50), SOON);
    }

    /** A byte every 10 ms, for as long as somebody reads. */
    private static void drip(OutputStream out, String start) throws IOException {
        out.write(start.getBytes(StandardCharsets.US_ASCII));
        CountDownLatch never = new CountDownLatch(1);
        try {
            while (!never.await(10, TimeUnit.MILLISECONDS)) {
                out.write('x');
                out.flush();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void aDrippingBodyIsCutAtTheTimeout() throws IOException {
        try (RawServer server =
                RawServer.answering((_, out, _) ->
                        drip(out, "HTTP/1.1 200 OK\r\nContent-Length: 9999\r\n\r\n"))) {
            assertCut(server, "status 200 came, but no end of the body within 700 ms");
        }
    }

    @Test
    void drippingHeadersAreCutAtTheTimeout() throws IOException {
        try (RawServer server =
                RawServer.answering((_, out, _) -> drip(out, "HTTP/1.1 200 OK\r\nX-Slow: "))) {
            assertCut(server, "no response from 127.0.0.1:" + server.port() + " within 700 ms");
        }
    }

    @Test
    void silenceIsCutAtTheTimeout() throws IOException {
        try (RawServer server = RawServer.answering((_, _, _) -> {})) {
            assertCut(server, "no response");
        }
    }

    @Test
    void endlessInterimResponsesAreNotReadOn() throws IOException {
        byte[] hint =
                "HTTP/1.1 103 Early Hints\r\nLink: </x>\r\n\r\n"
                        .getBytes(StandardCharsets.US_ASCII);
        try (RawServer server =
                RawServer.answering((_, out, socket) -> {
                    while (!socket.isClosed()) {
                        out.write(hint);
                    }
                })) {
            assertNoResponse(
                    Samples.send(patient, server.url()), ErrorKind.CONNECTION_LOST, "over 256 KiB");
        }
    }

    @Test
    void aServerThatNeverShakesHandsIsCutAtTheTimeout() throws IOException {
        try (ServerSocket silent = new ServerSocket(0, 10, InetAddress.ofLiteral("127.0.0.1"))) {
            Attempt attempt =
                    Samples.attempt(sender, "https://127.0.0.1:" + silent.getLocalPort() + "/");

            assertNoResponse(attempt.outcome(), ErrorKind.TIMEOUT, "no end of the TLS handshake");
            assertThat(attempt.duration()).isLessThan(SOON);
        }
    }

    @Test
    void aFloodIsNotReadOn() throws IOException {
        AtomicLong written = new AtomicLong();
        byte[] chunk = "flood ".repeat(10_000).getBytes(StandardCharsets.US_ASCII);
        try (RawServer server =
                RawServer.answering((_, out, _) -> {
                    out.write(
                            "HTTP/1.1 200 OK\r\nContent-Length: 1000000000\r\n\r\n"
                                    .getBytes(StandardCharsets.US_ASCII));
                    for (long left = 1_000_000_000; left > 0; left -= chunk.length) {
                        out.write(chunk);
                        written.addAndGet(chunk.length);
                    }
                })) {
            Attempt attempt = Samples.attempt(patient, server.url());

            assertThat(attempt.outcome())
                    .isInstanceOfSatisfying(
                            Success.class,
                            success -> assertThat(success.response()).hasSize(16_384));
            assertThat(attempt.duration()).isLessThan(SOON);
            assertThat(written).hasValueLessThan(50_000_000);
        }
    }

    @Test
    void aFloodOfHeadersIsNotReadOn() throws IOException {
        byte[] header = "X-Flood: flood\r\n".repeat(1_000).getBytes(StandardCharsets.US_ASCII);
        try (RawServer server =
                RawServer.answering((_, out, socket) -> {
                    out.write("HTTP/1.1 200 OK\r\n".getBytes(StandardCharsets.US_ASCII));
                    while (!socket.isClosed()) {
                        out.write(header);
                    }
                })) {
            assertNoResponse(
                    Samples.send(patient, server.url()), ErrorKind.CONNECTION_LOST, "over 256 KiB");
        }
    }

    @Test
    void oneEndlessHeaderIsNotReadOn() throws IOException {
        byte[] text = "x".repeat(10_000).getBytes(StandardCharsets.US_ASCII);
        try (RawServer server =
                RawServer.answering((_, out, socket) -> {
                    out.write("HTTP/1.1 200 OK\r\nX: ".getBytes(StandardCharsets.US_ASCII));
                    while (!socket.isClosed()) {
                        out.write(text);
                    }
                })) {
            assertNoResponse(
                    Samples.send(patient, server.url()), ErrorKind.CONNECTION_LOST, "over 256 KiB");
        }
    }

    @Test
    void largeHeadersSurvive() throws IOException {
        String header = "X-Large: " + "x".repeat(100_000) + "\r\n";
        try (RawServer server =
                RawServer.answering(
                        "HTTP/1.1 200 OK\r\n" + header + header + "Content-Length: 0\r\n\r\n")) {
            assertThat(Samples.send(patient, server.url())).isEqualTo(new Success(200, ""));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "HTTP/1.1 200 OK\r\n: no name\r\nContent-Length: 0\r\n\r\n",
                "HTTP/1.1 200 OK\r\nno colon\r\nContent-Length: 0\r\n\r\n",
                "HTTP/1.1 200 OK\r\nX: \u00e4\u0001\r\nContent-Length: 0\r\n\r\n",
                "HTTP/1.1 200\r\nContent-Length: 0\r\n\r\n",
                "HTTP/1.0 200 OK\r\nContent-Length: 0\r\n\r\n",
                "HTTP/1.1 200 OK\nContent-Length: 0\n\n",
                "HTTP/1.1 200 OK\r\nContent-Type: nonsense; charset=nonsense\r\n\r\n",
                "HTTP/1.1 200 OK\r\nContent-Length: many\r\n\r\n",
                "HTTP/1.1 204 No Content\r\nContent-Length: 5\r\n\r\n",
                "HTTP/1.1 103 Early Hints\r\n\r\nHTTP/1.1 200 OK\r\n\r\n",
                "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200 OK\r\n\r\n"
            })
    void sloppyResponsesStillCount(String response) throws IOException {
        try (RawServer server = RawServer.answeringAndClosing(response)) {
            assertThat(Samples.send(patient, server.url())).isInstanceOf(Success.class);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "garbage\r\n\r\n",
                "SSH-2.0-OpenSSH_9.6\r\n",
                "HTTP/2 200\r\n\r\n",
                "HTTP/1.1 abc OK\r\n\r\n",
                "HTTP/1.1 99999 OK\r\n\r\n",
                "HTTP/1.1 -20 OK\r\n\r\n",
                "<html>\r\n",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nnot hex\r\n",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n-5\r\n",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nffffffffffffffffff\r\n"
            })
    void whatIsNoHttpIsAnInvalidResponse(String response) throws IOException {
        try (RawServer server = RawServer.answeringAndClosing(response)) {
            assertNoResponse(
                    Samples.send(patient, server.url()), ErrorKind.INVALID_RESPONSE, "response");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "HTT",
                "HTTP/1.1 200 OK\r\nContent-Le",
                "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nhalf",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nab"
            })
    void aResponseThatBreaksOffIsALostConnection(String response) throws IOException {
        try (RawServer server = RawServer.answeringAndClosing(response)) {
            assertNoResponse(
                    Samples.send(patient, server.url()),
                    ErrorKind.CONNECTION_LOST,
                    "127.0.0.1:" + server.port());
        }
    }

    @Test
    void aBodyThatIsCompressedUnaskedIsNotUnpacked() throws IOException {
        try (RawServer server =
                RawServer.answeringAndClosing(
                        "HTTP/1.1 500 No\r\nContent-Encoding: gzip\r\n\r\n\u001f\u008b\b\u0000bomb")) {
            assertThat(Samples.send(patient, server.url()))
                    .isEqualTo(
                            new ErrorStatus(
                                    500, Optional.empty(), "(a body with Content-Encoding gzip)"));
        }
    }

    @Test
    void theBodyIsReadInItsCharset() throws IOException {
        try (RawServer server =
                RawServer.answeringAndClosing(
                        "HTTP/1.1 500 No\r\nContent-Type: text/plain; charset=iso-8859-1\r\n\r\ngr\u00fc\u00df\u0007e")) {
            assertThat(Samples.send(patient, server.url()))
                    .isEqualTo(new ErrorStatus(500, Optional.empty(), "grüß\uFFFDe"));
        }
    }

    @Test
    void aResponseBeforeTheWholeRequestIsReadCounts() throws IOException {
        Payload large = Payload.of(new byte[Payload.MAX_BYTES]);
        try (RawServer server =
                RawServer.answeringHeads("HTTP/1.1 413 Too Large\r\nContent-Length: 0\r\n\r\n")) {
            assertThat(
                            patient.send(
                                            Samples.delivery(large, Optional.empty()),
                                            Samples.endpoint(server.url()))
                                    .outcome())
                    .isEqualTo(new ErrorStatus(413, Optional.empty(), ""));
        }
    }

    @Test
    void aRefusedConnectionSaysSo() throws IOException {
        // Bound, so that nobody else gets the port, and not listening.
        try (Socket port = new Socket()) {
            port.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));

            assertNoResponse(
                    Samples.send(patient, "http://127.0.0.1:" + port.getLocalPort() + "/"),
                    ErrorKind.CONNECT,
                    "no connection to 127.0.0.1:" + port.getLocalPort() + ": Connection refused");
        }
    }

    @Test
    void aLookUpThatHangsIsNoAttemptAndEndsWithTheEndpointsOwnTimeout() {
        CountDownLatch never = new CountDownLatch(1);
        Network network =
                new Network(
                        host -> {
                            try {
                                never.await();
                            } catch (InterruptedException e) {
                                Thread.currentThread().interrupt();
                            }
                            throw new UnknownHostException(host);
                        },
                        Network.system().trust(),
                        Network.system().tls());
        try (HttpAttemptSender lost =
                new HttpAttemptSender(Samples.settings(), Samples.CLOCK, network)) {
            long startNanos = System.nanoTime();

            assertThatThrownBy(() ->
                            lost.send(
                                    Samples.delivery(),
                                    Samples.endpoint(
                                            "http://hangs.example:8080/", Duration.ofSeconds(1))))
                    .isInstanceOf(NotAttemptedException.class)
                    .hasMessageContaining("the look-up of hangs.example was not answered");
            assertThat(Duration.ofNanos(System.nanoTime() - startNanos))
                    .isBetween(Duration.ofMillis(950), SOON);
        }
    }

    @Test
    void aNameWithoutAnAddressSaysSo() {
        assertNoResponse(
                Samples.send(patient, "http://nowhere.invalid:8080/"),
                ErrorKind.NAME_LOOKUP,
                "the name nowhere.invalid has no address");
    }

    @Test
    void anInterruptedAttemptHasNoOutcome() throws Exception {
        CountDownLatch asked = new CountDownLatch(1);
        try (RawServer server = RawServer.answering((_, _, _) -> asked.countDown())) {
            boolean[] stillSet = {false};
            Throwable[] thrown = {null};
            Thread thread =
                    Thread.ofVirtual()
                            .start(() -> {
                                try {
                                    Samples.send(patient, server.url());
                                } catch (CancellationException e) {
                                    thrown[0] = e;
                                    stillSet[0] = Thread.currentThread().isInterrupted();
                                }
                            });
            asked.await();
            thread.interrupt();
            thread.join();

            assertThat(thrown[0]).hasMessageContaining("attempt 1 of delivery dlv_");
            assertThat(stillSet[0]).isTrue();
        }
    }
}
