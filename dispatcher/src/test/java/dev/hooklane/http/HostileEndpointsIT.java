package dev.hooklane.http;

import static dev.hooklane.http.FailedAttempts.assertNoResponse;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hooklane.attempt.NotAttemptedException;
import dev.hooklane.delivery.Attempt;
import dev.hooklane.delivery.AttemptOutcome.Success;
import dev.hooklane.delivery.ErrorKind;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Endpoints that answer slowly, too much or not at all cost one attempt and its timeout. */
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
