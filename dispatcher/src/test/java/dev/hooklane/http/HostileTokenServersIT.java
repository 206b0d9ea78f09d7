package dev.hooklane.http;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hooklane.delivery.Attempt;
import dev.hooklane.delivery.AttemptOutcome.NoResponse;
import dev.hooklane.delivery.AttemptOutcome.Success;
import dev.hooklane.delivery.ErrorKind;
import dev.hooklane.endpoint.Endpoint;
import dev.hooklane.endpoint.EndpointSettings;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What token servers of customers may do: the attempt fails, and the endpoint gets nothing. */
@Timeout(60)
final class HostileTokenServersIT {
    private final HttpAttemptSender sender = Samples.sender(Duration.ofSeconds(15));
    private final RawServer endpoint;

    HostileTokenServersIT() throws IOException {
        endpoint = RawServer.answering("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
    }

    @BeforeEach
    void warm() {
        assertThat(Samples.send(sender, endpoint.url())).isInstanceOf(Success.class);
    }

    @AfterEach
    void close() throws IOException {
        sender.close();
        endpoint.close();
    }

    private NoResponse denied(String tokenUrl) {
        return denied(TokenServers.endpoint(endpoint, tokenUrl));
    }

    private NoResponse denied(Endpoint asking) {
        Attempt attempt = sender.send(Samples.delivery(), asking);
        assertThat(attempt.outcome()).isInstanceOf(NoResponse.class);
        NoResponse outcome = (NoResponse) attempt.outcome();
        assertThat(outcome.kind()).isEqualTo(ErrorKind.TOKEN);
        assertThat(outcome.detail()).doesNotContain("s3cret", "s3cr3t").hasSizeLessThan(300);
        // The first was the one without a token.
        assertThat(endpoint.requests()).hasSize(1);
        return outcome;
    }

    private static Endpoint hasty(Endpoint asking, Duration timeout) {
        return asking.withSettings(
                new EndpointSettings(
                        Optional.of(timeout),
                        OptionalInt.empty(),
                        Optional.empty(),
                        false,
                        Optional.empty()),
                Samples.NOW);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "401|{\"error\":\"invalid_client\"}|answered 401 (invalid_client)",
                "401|{\"error\":\"<script>s3cr3t\"}|answered 401",
                "500|s3cr3t|answered 500",
                "200|garbage s3cr3t|without an access_token",
                "200|[]|without an access_token",
                "200|{\"access_token\":42}|without an access_token",
                "200|{\"access_token\":\"\"}|characters that no header can carry",
                "200|{\"access_token\":\"a\\r\\nX-Admin: s3cr3t\"}|characters that no header",
                "200|{\"access_token\":\"s3cr3t \\u00e9\"}|characters that no header",
                "200|{\"access_token\":\"a\",\"token_type\":\"mac s3cr3t\"}|another type than Bearer",
                "302|moved|redirects are not followed"
            })
    void anAnswerWithoutAUsableTokenIsAFailedAttempt(int status, String body, String words)
            throws IOException {
        try (RawServer tokens = RawServer.answering(TokenServers.json(status, body))) {
            assertThat(denied(tokens.url()).detail())
                    .startsWith("the token server 127.0.0.1 ")
                    .contains(words);
        }
    }

    @Test
    void aRedirectToTheMetadataServiceIsNotFollowed() throws IOException {
        try (RawServer tokens =
                RawServer.answering(
                        String.join(
                                "\r\n",
                                "HTTP/1.1 307 x",
                                "Location: http://169.254.169.254/latest/",
                                "Content-Length: 0",
                                "",
                                ""))) {
            assertThat(denied(tokens.url()).detail()).contains("307; redirects are not followed");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://169.254.169.254/latest/meta-data",
                "https://10.0.0.1/token",
                "https://[::ffff:169.254.169.254]/",
                "https://[64:ff9b::a00:1]/"
            })
    void aTokenUrlInTheNetworkBehindHooklaneIsNotAsked(String url) {
        assertThat(denied(url).detail()).contains("not a public address");
    }

    @Test
    void aHugeAnswerIsCutOff() throws IOException {
        try (RawServer tokens =
                RawServer.answering((_, out, _) -> {
                    out.write(
                            "HTTP/1.1 200 OK\r\nContent-Length: 1000000000\r\n\r\n"
                                    .getBytes(US_ASCII));
                    byte[] part = new byte[8_192];
                    for (int i = 0; i < 100_000; i++) {
                        out.write(part);
                    }
                })) {
            assertThat(denied(tokens.url()).detail()).contains("over 65536 bytes");
        }
    }

    @Test
    void aServerThatHangsTakesFiveSecondsAtMost() throws IOException {
        try (RawServer tokens = RawServer.answering((_, _, _) -> {})) {
            long start = System.nanoTime();

            NoResponse outcome = denied(tokens.url());

            assertThat(Duration.ofNanos(System.nanoTime() - start))
                    .isLessThan(Duration.ofSeconds(10));
            assertThat(outcome.detail()).contains("no response from 127.0.0.1");
        }
    }

    @Test
    void orTheTimeoutOfTheEndpoint() throws IOException {
        try (RawServer tokens = RawServer.answering((_, _, _) -> {})) {
            Endpoint asking = TokenServers.endpoint(endpoint, tokens.url());
            long start = System.nanoTime();

            NoResponse outcome = denied(hasty(asking, Duration.ofSeconds(1)));

            assertThat(Duration.ofNanos(System.nanoTime() - start))
                    .isLessThan(Duration.ofSeconds(4));
            assertThat(outcome.detail()).contains("gave no token within");
        }
    }

    @Test
    void bytesThatDripAreNotWaitedFor() throws IOException {
        try (RawServer tokens =
                RawServer.answering((_, out, _) -> {
                    out.write("HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n".getBytes(US_ASCII));
                    for (int i = 0; i < 1_000; i++) {
                        out.write(' ');
                        out.flush();
                        LockSupport.parkNanos(100_000_000);
                    }
                })) {
            long start = System.nanoTime();

            denied(tokens.url());

            assertThat(Duration.ofNanos(System.nanoTime() - start))
                    .isLessThan(Duration.ofSeconds(10));
        }
    }

    @Test
    void whileOneHangsOtherEndpointsAreServed() throws Exception {
        try (RawServer tokens = RawServer.answering((_, _, _) -> {});
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Endpoint stuck = TokenServers.endpoint(endpoint, tokens.url());
            for (int i = 0; i < 50; i++) {
                Future<?> _ = threads.submit(() -> sender.send(Samples.delivery(), stuck));
            }
            long start = System.nanoTime();

            for (int i = 0; i < 20; i++) {
                assertThat(Samples.send(sender, endpoint.url())).isInstanceOf(Success.class);
            }

            assertThat(Duration.ofNanos(System.nanoTime() - start))
                    .isLessThan(Duration.ofSeconds(3));
            assertThat(tokens.requests()).hasSizeLessThanOrEqualTo(1);
        }
    }

    @Test
    void aServerThatDeniedIsLeftAloneForAMoment() throws IOException {
        try (RawServer tokens = RawServer.answering(TokenServers.json(401, "{}"))) {
            for (int i = 0; i < 10; i++) {
                denied(tokens.url());
            }

            assertThat(tokens.requests()).hasSize(1);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-1", "-9223372036854775808"})
    void aTokenThatIsNotValidForLongIsUsedOnceAndNotKept(String seconds) throws IOException {
        try (RawServer tokens =
                RawServer.answering(
                        TokenServers.json(
                                200, "{\"access_token\":\"a\",\"expires_in\":" + seconds + "}"))) {
            Endpoint asking = TokenServers.endpoint(endpoint, tokens.url());

            sender.send(Samples.delivery(), asking);
            sender.send(Samples.delivery(), asking);

            assertThat(endpoint.requests()).hasSize(3);
            assertThat(tokens.requests()).hasSize(2);
        }
    }
}
