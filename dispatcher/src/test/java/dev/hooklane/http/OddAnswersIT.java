package dev.hooklane.http;

import static dev.hooklane.http.FailedAttempts.assertNoResponse;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hooklane.delivery.AttemptOutcome.ErrorStatus;
import dev.hooklane.delivery.AttemptOutcome.Success;
import dev.hooklane.delivery.ErrorKind;
import dev.hooklane.event.Payload;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Endpoints that answer otherwise than HTTP asks, or are not there: what can be read counts. */
@Timeout(60)
final class OddAnswersIT {
    private final HttpAttemptSender patient = Samples.sender(Duration.ofSeconds(15));

    @AfterEach
    void close() {
        patient.close();
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
    void aNameWithoutAnAddressSaysSo() {
        assertNoResponse(
                Samples.send(patient, "http://nowhere.invalid:8080/"),
                ErrorKind.NAME_LOOKUP,
                "the name nowhere.invalid has no address");
    }
}
