package dev.hooklane.http;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hooklane.attempt.NotAttemptedException;
import dev.hooklane.egress.AddressRules;
import dev.hooklane.egress.EgressTls;
import dev.hooklane.egress.WayOut;
import dev.hooklane.endpoint.Endpoint;
import dev.hooklane.event.AccountId;
import dev.hooklane.tunnel.EgressProxy;
import java.io.IOException;
import java.net.InetAddress;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import okhttp3.Dns;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Many names that lead to one address of a third party; a proxy leads from there to this machine.
 */
@Timeout(60)
final class OneAddressIT {
    private static final int MOST = 5;
    private static final int FLOOD = 40;
    private static final Dns NAMES =
            host ->
                    List.of(
                            InetAddress.ofLiteral(
                                    switch (host) {
                                        case "127.0.0.1" -> host;
                                        case "other.example" -> "93.184.216.99";
                                        default -> "93.184.216.34";
                                    }));

    private static HttpAttemptSender sender(SampleProxy proxy) {
        HttpSettings settings =
                HttpSettings.defaults("1")
                        .withAddressRules(new AddressRules(true, List.of()))
                        .withWayOut(
                                new WayOut(
                                        Optional.of(EgressProxy.parse(proxy.url())),
                                        EgressTls.DEFAULT,
                                        MOST));
        Network system = Network.system();
        return new HttpAttemptSender(
                settings, Samples.CLOCK, new Network(NAMES, system.trust(), system.tls()));
    }

    private static Endpoint of(String account, String url) {
        Endpoint sample = Samples.endpoint(url);
        return new Endpoint(
                sample.id(),
                new AccountId(account),
                sample.url(),
                "",
                sample.eventTypes(),
                sample.headers(),
                sample.settings(),
                sample.state(),
                sample.secrets(),
                sample.createdAt(),
                sample.updatedAt());
    }

    @Test
    void theyHaveNoMoreConnectionsTogetherThanOneAddressGets() throws Exception {
        CountDownLatch answer = new CountDownLatch(1);
        AtomicInteger waiting = new AtomicInteger();
        try (RawServer server =
                        RawServer.answering((request, out, _) -> {
                            if (!request.header("Host").startsWith("other")) {
                                await(answer);
                            }
                            out.write("HTTP/1.1 204 No\r\n\r\n".getBytes(US_ASCII));
                            out.flush();
                        });
                SampleProxy proxy = SampleProxy.tunnellingTo(server.port());
                HttpAttemptSender sender = sender(proxy);
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Boolean>> flood =
                    IntStream.range(0, FLOOD)
                            .mapToObj(i ->
                                    threads.submit(() ->
                                            isAttempted(
                                                    sender,
                                                    of("flood", "http://name" + i + ".example/"),
                                                    waiting)))
                            .toList();
            Awaitility.await()
                    .atMost(20, TimeUnit.SECONDS)
                    .until(() -> waiting.get() == FLOOD - MOST && server.connections() == MOST);

            boolean other = isAttempted(sender, of("good", "http://other.example/"), waiting);
            answer.countDown();

            assertThat(other).isTrue();
            int attempted = 0;
            for (Future<Boolean> each : flood) {
                attempted += each.get() ? 1 : 0;
            }
            assertThat(attempted).isEqualTo(MOST);
        }
    }

    @Test
    void aConnectionThatIsClosedGivesItsPlaceBack() throws Exception {
        try (RawServer server =
                        RawServer.answeringAndClosing(
                                "HTTP/1.1 204 No\r\nConnection: close\r\n\r\n");
                SampleProxy proxy = SampleProxy.tunnellingTo(server.port());
                HttpAttemptSender sender = sender(proxy)) {
            AtomicInteger waiting = new AtomicInteger();
            for (int i = 0; i < 3 * MOST; i++) {
                isAttempted(sender, of("flood", "http://name" + i + ".example/"), waiting);
            }

            assertThat(waiting).hasValue(0);
            assertThat(server.connections()).isEqualTo(3 * MOST);
        }
    }

    private static boolean isAttempted(
            HttpAttemptSender sender, Endpoint endpoint, AtomicInteger waiting) {
        try {
            return sender.send(Samples.delivery(), endpoint).number() == 1;
        } catch (NotAttemptedException e) {
            assertThat(e).hasMessageContaining("egress.connections-per-address");
            waiting.incrementAndGet();
            return false;
        }
    }

    private static void await(CountDownLatch latch) throws IOException {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
    }
}
