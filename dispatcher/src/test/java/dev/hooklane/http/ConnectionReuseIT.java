package dev.hooklane.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hooklane.delivery.Attempt;
import dev.hooklane.delivery.AttemptOutcome.ErrorStatus;
import dev.hooklane.delivery.AttemptOutcome.Success;
import dev.hooklane.delivery.PhaseTimes;
import dev.hooklane.endpoint.Endpoint;
import dev.hooklane.endpoint.EndpointId;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import okhttp3.OkHttpClient;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Connections are made once and used again, whatever came over them; but not kept without end. */
@Timeout(60)
final class ConnectionReuseIT {
    private static final int KEPT = 16 * 1_024;
    private static final String OK = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";

    private final HttpAttemptSender sender = Samples.sender(Duration.ofSeconds(10));

    @AfterEach
    void close() {
        sender.close();
    }

    private static String withLength(int bytes) {
        return "HTTP/1.1 500 No\r\nContent-Length: %d\r\n\r\n%s"
                .formatted(bytes, "x".repeat(bytes));
    }

    private static String chunked(int bytes) {
        return "HTTP/1.1 500 No\r\nTransfer-Encoding: chunked\r\n\r\n%x\r\n%s\r\n0\r\n\r\n"
                .formatted(bytes, "x".repeat(bytes));
    }

    @Test
    void aHundredAttemptsShareOneConnection() throws IOException {
        try (RawServer server = RawServer.answering(OK)) {
            for (int i = 0; i < 100; i++) {
                assertThat(Samples.send(sender, server.url())).isEqualTo(new Success(200, "ok"));
            }

            assertThat(server.requests()).hasSize(100);
            assertThat(server.connections()).isEqualTo(1);
            assertThat(sender.connections()).isEqualTo(1);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {KEPT - 1, KEPT, KEPT + 1, 3 * KEPT})
    void aBodySomewhatOverWhatIsKeptLeavesTheConnectionUsable(int bytes) throws IOException {
        for (String answer : List.of(withLength(bytes), chunked(bytes))) {
            try (RawServer server = RawServer.answering(answer)) {
                for (int i = 0; i < 20; i++) {
                    assertThat(Samples.send(sender, server.url()))
                            .isInstanceOfSatisfying(
                                    ErrorStatus.class,
                                    error ->
                                            assertThat(error.response())
                                                    .isEqualTo("x".repeat(Math.min(bytes, KEPT))));
                }

                assertThat(server.requests()).hasSize(20);
                assertThat(server.connections()).isEqualTo(1);
            }
        }
    }

    @Test
    void aMuchLongerBodyCostsItsConnectionAndNothingElse() throws IOException {
        try (RawServer server = RawServer.answering(withLength(1 << 20))) {
            for (int i = 0; i < 5; i++) {
                assertThat(Samples.send(sender, server.url())).isInstanceOf(ErrorStatus.class);
            }

            assertThat(server.requests()).hasSize(5);
            assertThat(server.connections()).isEqualTo(5);
            assertThat(sender.connections()).isZero();
        }
    }

    /** What is kept was there, so it is a response; what would come is not waited for. */
    @Test
    void aBodyThatStallsBeyondWhatIsKeptIsNotWaitedFor() throws IOException {
        try (RawServer server =
                RawServer.answering(
                        "HTTP/1.1 200 OK\r\nContent-Length: %d\r\n\r\n%s"
                                .formatted(KEPT + 100, "x".repeat(KEPT)))) {
            Attempt attempt = Samples.attempt(sender, server.url());

            assertThat(attempt.outcome()).isEqualTo(new Success(200, "x".repeat(KEPT)));
            assertThat(attempt.duration()).isLessThan(Duration.ofSeconds(2));
        }
    }

    @Test
    void aReusedConnectionTakesNoTimeToMake() throws IOException {
        try (RawServer server = RawServer.answering(OK)) {
            PhaseTimes first = Samples.attempt(sender, server.url("localhost")).phases();
            PhaseTimes second = Samples.attempt(sender, server.url("localhost")).phases();

            assertThat(first.lookup()).isPositive();
            assertThat(first.connect()).isPositive();
            assertThat(first.tls()).isZero();
            assertThat(second.lookup()).isZero();
            assertThat(second.connect()).isZero();
            assertThat(second.request()).isPositive();
            assertThat(second.response()).isPositive();
            assertThat(second.body()).isPositive();
        }
    }

    @Test
    void thePhasesAreWhereTheTimeWent() throws IOException {
        try (RawServer server =
                RawServer.answering((_, out, _) -> {
                    pause(300);
                    out.write(
                            "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\no"
                                    .getBytes(StandardCharsets.US_ASCII));
                    out.flush();
                    pause(150);
                    out.write('k');
                    out.flush();
                })) {
            Attempt attempt = Samples.attempt(sender, server.url());

            PhaseTimes phases = attempt.phases();
            assertThat(phases.response()).isBetween(290_000L, 2_000_000L);
            assertThat(phases.body()).isBetween(140_000L, 2_000_000L);
            assertThat(
                            phases.lookup()
                                    + phases.connect()
                                    + phases.tls()
                                    + phases.request()
                                    + phases.response()
                                    + phases.body())
                    .isBetween(440_000L, attempt.duration().toNanos() / 1_000 + 6);
        }
    }

    private static void pause(int millis) {
        Awaitility.await().pollDelay(Duration.ofMillis(millis)).until(() -> true);
    }

    /** 64 idle connections in all are two for each of the 32 pools, so two for a server. */
    @Test
    void oneServerKeepsNoMoreIdleConnectionsThanItsPoolsShare() throws Exception {
        HttpSettings few =
                new HttpSettings(
                        new HttpSettings.Timeouts(Duration.ofSeconds(10), Duration.ofSeconds(5)),
                        Samples.LOCAL,
                        "Acme/7",
                        new HeaderNames("Acme-", "Acme-Sig", ""),
                        new HttpSettings.Connections(64, Duration.ofSeconds(60), false));
        CountDownLatch eight = new CountDownLatch(8);
        try (RawServer server =
                        RawServer.answering((_, out, _) -> {
                            eight.countDown();
                            await(eight);
                            out.write(OK.getBytes(StandardCharsets.US_ASCII));
                            out.flush();
                        });
                HttpAttemptSender bounded = new HttpAttemptSender(few, Samples.CLOCK)) {
            List<Thread> threads = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                threads.add(Thread.ofVirtual().start(() -> Samples.send(bounded, server.url())));
            }
            for (Thread thread : threads) {
                thread.join();
            }

            assertThat(server.connections()).isEqualTo(8);
            Awaitility.await().untilAsserted(() -> assertThat(server.ended()).isEqualTo(6));
            assertThat(bounded.connections()).isEqualTo(2);
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void endpointsSpreadEvenlyOverThePools() {
        try (Clients clients = new Clients(Samples.settings(), Network.system())) {
            List<OkHttpClient> chosen =
                    IntStream.range(0, 3_200)
                            .mapToObj(i -> clients.forEndpoint(endpoint(i, "https://a.test/")))
                            .toList();

            assertThat(chosen.stream().map(OkHttpClient::connectionPool).distinct()).hasSize(32);
            assertThat(chosen.stream().distinct())
                    .allSatisfy(client ->
                            assertThat(chosen.stream().filter(client::equals).count())
                                    .isLessThan(200));
        }
    }

    @Test
    void theSameEndpointIsAlwaysInTheSamePool() {
        try (Clients clients = new Clients(Samples.settings(), Network.system())) {
            assertThat(clients.forEndpoint(endpoint(1, "https://a.test/")))
                    .isSameAs(clients.forEndpoint(endpoint(1, "https://b.test/")));
        }
    }

    private static Endpoint endpoint(int number, String url) {
        return Samples.endpoint(new EndpointId("ep_%016d".formatted(number)), url);
    }

    @Test
    void anAnswerOfMoreThanOneAddressIsOneLookUp() throws IOException {
        List<InetAddress> both =
                List.of(InetAddress.ofLiteral("127.0.0.1"), InetAddress.ofLiteral("127.0.0.2"));
        int[] asked = {0};
        Network network =
                new Network(
                        _ -> {
                            asked[0]++;
                            return both;
                        },
                        Network.system().trust(),
                        Network.system().tls());
        try (RawServer server = RawServer.answeringAndClosing(withLength(2));
                HttpAttemptSender two =
                        new HttpAttemptSender(Samples.settings(), Samples.CLOCK, network)) {
            for (int i = 0; i < 5; i++) {
                Samples.send(two, server.url("two.example"));
            }

            assertThat(server.connections()).isGreaterThan(1);
            assertThat(asked[0]).isEqualTo(1);
        }
    }
}
