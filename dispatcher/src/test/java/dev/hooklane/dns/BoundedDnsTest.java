package dev.hooklane.dns;

import static dev.hooklane.dns.PlayedResolver.ANSWER;
import static dev.hooklane.dns.PlayedResolver.LONG;
import static dev.hooklane.dns.PlayedResolver.lookUp;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What is remembered of look-ups, and for how long. */
@Timeout(20)
final class BoundedDnsTest {
    private final PlayedResolver resolver = new PlayedResolver();

    @AfterEach
    void close() {
        resolver.close();
    }

    @Test
    void remembersWhatItFound() throws UnknownHostException {
        BoundedDns dns = resolver.dns(_ -> ANSWER, LONG);
        dns.lookup("a.example");

        assertThat(dns.lookup("a.example")).isEqualTo(ANSWER);
        assertThat(resolver.asked).hasValue(1);
    }

    @Test
    void remembersWhatItDidNotFind() {
        BoundedDns dns =
                resolver.dns(
                        host -> {
                            throw new UnknownHostException(host);
                        },
                        LONG);
        assertThatThrownBy(() -> dns.lookup("a.example"))
                .isInstanceOf(UnknownHostException.class)
                .hasMessage("the name a.example has no address");

        assertThatThrownBy(() -> dns.lookup("a.example")).isInstanceOf(UnknownHostException.class);
        assertThat(resolver.asked).hasValue(1);
    }

    @Test
    void asksAgainAfterThirtySeconds() throws UnknownHostException {
        BoundedDns dns = resolver.dns(_ -> ANSWER, LONG);
        dns.lookup("a.example");

        resolver.nanos.set(Duration.ofSeconds(30).toNanos() - 1);
        dns.lookup("a.example");
        assertThat(resolver.asked).hasValue(1);

        resolver.nanos.set(Duration.ofSeconds(30).toNanos());
        dns.lookup("a.example");
        assertThat(resolver.asked).hasValue(2);
    }

    @Test
    void asksAgainTenSecondsAfterItFoundNothing() {
        BoundedDns dns =
                resolver.dns(
                        host -> {
                            throw new UnknownHostException(host);
                        },
                        LONG);
        assertThatThrownBy(() -> dns.lookup("a.example")).isInstanceOf(UnknownHostException.class);

        resolver.nanos.set(Duration.ofSeconds(10).toNanos() - 1);
        assertThatThrownBy(() -> dns.lookup("a.example")).isInstanceOf(UnknownHostException.class);
        assertThat(resolver.asked).hasValue(1);

        resolver.nanos.set(Duration.ofSeconds(10).toNanos());
        assertThatThrownBy(() -> dns.lookup("a.example")).isInstanceOf(UnknownHostException.class);
        assertThat(resolver.asked).hasValue(2);
    }

    @Test
    void manyWhoAskForOneHostAtOnceAreOneLookUp() throws InterruptedException {
        CountDownLatch go = new CountDownLatch(1);
        BoundedDns dns =
                resolver.dns(
                        _ -> {
                            try {
                                go.await();
                            } catch (InterruptedException e) {
                                Thread.currentThread().interrupt();
                            }
                            return ANSWER;
                        },
                        LONG);
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            threads.add(Thread.ofVirtual().start(() -> lookUp(dns, "a.example")));
        }
        while (threads.stream().anyMatch(thread -> thread.getState() == Thread.State.RUNNABLE)) {
            Thread.onSpinWait();
        }
        go.countDown();
        for (Thread thread : threads) {
            thread.join();
        }

        assertThat(resolver.asked).hasValue(1);
    }

    @Test
    void remembersNoMoreThanTenThousandHosts() throws UnknownHostException {
        BoundedDns dns = resolver.dns(_ -> ANSWER, LONG);
        for (int i = 0; i < 25_000; i++) {
            dns.lookup("h" + i + ".example");

            assertThat(dns.rememberedCount()).isLessThanOrEqualTo(10_000);
        }
    }

    @Test
    void whatIsForgottenForRoomIsTheOldest() throws UnknownHostException {
        BoundedDns dns = resolver.dns(_ -> ANSWER, LONG);
        for (int i = 0; i < 10_000; i++) {
            resolver.nanos.incrementAndGet();
            dns.lookup("h" + i + ".example");
        }
        dns.lookup("one-more.example");

        dns.lookup("h9999.example");
        assertThat(resolver.asked).hasValue(10_001);
        dns.lookup("h0.example");
        assertThat(resolver.asked).hasValue(10_002);
    }

    @Test
    void keepsTheFirstEightAddresses() throws UnknownHostException {
        List<InetAddress> many =
                IntStream.range(0, 20)
                        .mapToObj(i -> InetAddress.ofLiteral("192.0.2." + i))
                        .toList();

        assertThat(resolver.dns(_ -> many, LONG).lookup("a.example")).isEqualTo(many.subList(0, 8));
    }
}
