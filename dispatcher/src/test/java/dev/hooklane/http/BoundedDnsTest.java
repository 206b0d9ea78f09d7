package dev.hooklane.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import okhttp3.Dns;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
final class BoundedDnsTest {
    private static final List<InetAddress> ANSWER = List.of(InetAddress.ofLiteral("192.0.2.1"));
    private static final Duration PATIENCE = Duration.ofMillis(50);
    private static final Duration LONG = Duration.ofSeconds(10);

    private final AtomicInteger asked = new AtomicInteger();
    private final AtomicLong nanos = new AtomicLong();
    private final List<BoundedDns> made = new ArrayList<>();

    private BoundedDns dns(Dns resolver, Duration patience) {
        BoundedDns dns =
                new BoundedDns(
                        host -> {
                            asked.incrementAndGet();
                            return resolver.lookup(host);
                        },
                        patience,
                        nanos::get);
        made.add(dns);
        return dns;
    }

    @AfterEach
    void close() {
        made.forEach(BoundedDns::close);
    }

    private static Dns hanging() {
        return _ -> {
            try {
                new CountDownLatch(1).await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            return ANSWER;
        };
    }

    @Test
    void remembersWhatItFound() throws UnknownHostException {
        BoundedDns dns = dns(_ -> ANSWER, LONG);
        dns.lookup("a.example");

        assertThat(dns.lookup("a.example")).isEqualTo(ANSWER);
        assertThat(asked).hasValue(1);
    }

    @Test
    void remembersWhatItDidNotFind() {
        BoundedDns dns =
                dns(
                        host -> {
                            throw new UnknownHostException(host);
                        },
                        LONG);
        assertThatThrownBy(() -> dns.lookup("a.example"))
                .isInstanceOf(UnknownHostException.class)
                .hasMessage("the name a.example has no address");

        assertThatThrownBy(() -> dns.lookup("a.example")).isInstanceOf(UnknownHostException.class);
        assertThat(asked).hasValue(1);
    }

    @Test
    void asksAgainAfterThirtySeconds() throws UnknownHostException {
        BoundedDns dns = dns(_ -> ANSWER, LONG);
        dns.lookup("a.example");

        nanos.set(Duration.ofSeconds(30).toNanos() - 1);
        dns.lookup("a.example");
        assertThat(asked).hasValue(1);

        nanos.set(Duration.ofSeconds(30).toNanos());
        dns.lookup("a.example");
        assertThat(asked).hasValue(2);
    }

    @Test
    void asksAgainTenSecondsAfterItFoundNothing() {
        BoundedDns dns =
                dns(
                        host -> {
                            throw new UnknownHostException(host);
                        },
                        LONG);
        assertThatThrownBy(() -> dns.lookup("a.example")).isInstanceOf(UnknownHostException.class);

        nanos.set(Duration.ofSeconds(10).toNanos() - 1);
        assertThatThrownBy(() -> dns.lookup("a.example")).isInstanceOf(UnknownHostException.class);
        assertThat(asked).hasValue(1);

        nanos.set(Duration.ofSeconds(10).toNanos());
        assertThatThrownBy(() -> dns.lookup("a.example")).isInstanceOf(UnknownHostException.class);
        assertThat(asked).hasValue(2);
    }

    @Test
    void manyWhoAskForOneHostAtOnceAreOneLookUp() throws InterruptedException {
        CountDownLatch go = new CountDownLatch(1);
        BoundedDns dns =
                dns(
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

        assertThat(asked).hasValue(1);
    }

    @Test
    void remembersNoMoreThanTenThousandHosts() throws UnknownHostException {
        BoundedDns dns = dns(_ -> ANSWER, LONG);
        for (int i = 0; i < 25_000; i++) {
            dns.lookup("h" + i + ".example");

            assertThat(dns.rememberedCount()).isLessThanOrEqualTo(10_000);
        }
    }

    @Test
    void theLastAnswerServesADayWhileTheResolverHangs() throws UnknownHostException {
        BoundedDns dns = dns(host -> asked.get() == 1 ? ANSWER : hanging().lookup(host), PATIENCE);
        dns.lookup("a.example");

        nanos.set(Duration.ofDays(1).toNanos() - 1);
        assertThat(dns.lookup("a.example")).isEqualTo(ANSWER);

        nanos.set(Duration.ofDays(1).plusSeconds(10).toNanos());
        assertThatThrownBy(() -> dns.lookup("a.example")).isInstanceOf(NoAnswerException.class);
    }

    @Test
    void theLastAnswerServesWhileTheResolverSaysToTryAgain() throws UnknownHostException {
        BoundedDns dns = dns(host -> asked.get() == 1 ? ANSWER : tryAgain(host), LONG);
        dns.lookup("a.example");

        nanos.set(Duration.ofHours(23).toNanos());

        assertThat(dns.lookup("a.example")).isEqualTo(ANSWER);
    }

    @Test
    void theLastAnswerIsUsedAtOnceForTenSecondsAfterAFailure() throws UnknownHostException {
        BoundedDns dns = dns(host -> asked.get() == 1 ? ANSWER : tryAgain(host), LONG);
        dns.lookup("a.example");
        nanos.set(Duration.ofMinutes(1).toNanos());
        dns.lookup("a.example");

        nanos.addAndGet(Duration.ofSeconds(10).toNanos() - 1);
        dns.lookup("a.example");
        assertThat(asked).hasValue(2);
        nanos.incrementAndGet();
        dns.lookup("a.example");
        assertThat(asked).hasValue(3);
    }

    @Test
    void aNameThatIsGoneHasNoLastAnswer() throws UnknownHostException {
        BoundedDns dns =
                dns(
                        host -> {
                            if (asked.get() == 1) {
                                return ANSWER;
                            }
                            throw new UnknownHostException(host + ": Name or service not known");
                        },
                        LONG);
        dns.lookup("a.example");
        nanos.set(Duration.ofMinutes(1).toNanos());

        assertThatThrownBy(() -> dns.lookup("a.example"))
                .isExactlyInstanceOf(UnknownHostException.class)
                .hasMessage("the name a.example has no address");
    }

    @Test
    void aResolverThatSaysToTryAgainKnowsNothingOfTheName() {
        BoundedDns dns = dns(BoundedDnsTest::tryAgain, LONG);

        assertThatThrownBy(() -> dns.lookup("a.example"))
                .isInstanceOf(NoAnswerException.class)
                .hasMessage(
                        "the look-up of a.example failed: a.example: Temporary failure in name"
                                + " resolution");
    }

    @Test
    void aResolverThatIsBackIsHeardWithinTenSeconds() throws UnknownHostException {
        AtomicBoolean away = new AtomicBoolean(true);
        BoundedDns dns = dns(host -> away.get() ? tryAgain(host) : ANSWER, LONG);
        assertThatThrownBy(() -> dns.lookup("a.example")).isInstanceOf(NoAnswerException.class);

        away.set(false);
        nanos.set(Duration.ofSeconds(10).toNanos());

        assertThat(dns.lookup("a.example")).isEqualTo(ANSWER);
    }

    @Test
    void aNameThatAloneIsNotAnsweredForTenMinutesIsItsOwnersTrouble() throws UnknownHostException {
        BoundedDns dns = dns(host -> host.equals("a.example") ? tryAgain(host) : ANSWER, LONG);
        assertThatThrownBy(() -> dns.lookup("a.example")).isInstanceOf(NoAnswerException.class);

        nanos.set(BoundedDns.OWN_TROUBLE_AFTER.toNanos());
        assertThatThrownBy(() -> dns.lookup("a.example")).isInstanceOf(NoAnswerException.class);
        dns.lookup("b.example");

        assertThatThrownBy(() -> dns.lookup("a.example"))
                .isExactlyInstanceOf(UnknownHostException.class)
                .hasMessageEndingWith(", though others are answered");
    }

    @Test
    void whatIsForgottenForRoomIsTheOldest() throws UnknownHostException {
        BoundedDns dns = dns(_ -> ANSWER, LONG);
        for (int i = 0; i < 10_000; i++) {
            nanos.incrementAndGet();
            dns.lookup("h" + i + ".example");
        }
        dns.lookup("one-more.example");

        dns.lookup("h9999.example");
        assertThat(asked).hasValue(10_001);
        dns.lookup("h0.example");
        assertThat(asked).hasValue(10_002);
    }

    private static List<InetAddress> tryAgain(String host) throws UnknownHostException {
        throw new UnknownHostException(host + ": Temporary failure in name resolution");
    }

    @Test
    void aResolverThatFailsOddlyIsAnUnknownHost() {
        BoundedDns dns =
                dns(
                        host -> {
                            throw new IllegalArgumentException(host);
                        },
                        LONG);

        assertThatThrownBy(() -> dns.lookup("a.example"))
                .isInstanceOf(UnknownHostException.class)
                .hasMessageContaining("the look-up of a.example failed");
    }

    @Test
    void keepsTheFirstEightAddresses() throws UnknownHostException {
        List<InetAddress> many =
                IntStream.range(0, 20)
                        .mapToObj(i -> InetAddress.ofLiteral("192.0.2." + i))
                        .toList();

        assertThat(dns(_ -> many, LONG).lookup("a.example")).isEqualTo(many.subList(0, 8));
    }

    @Test
    void waitsForAResolverThatHangsOnlySoLong() {
        BoundedDns dns = dns(hanging(), PATIENCE);

        assertThatThrownBy(() -> dns.lookup("a.example"))
                .isInstanceOf(UnknownHostException.class)
                .hasMessageContaining("the look-up of a.example was not answered within");
    }

    @Test
    void asksForAHostThatHangsOnce() {
        BoundedDns dns = dns(hanging(), PATIENCE);
        for (int i = 0; i < 3; i++) {
            assertThatThrownBy(() -> dns.lookup("a.example"))
                    .isInstanceOf(UnknownHostException.class);
        }

        assertThat(asked).hasValue(1);
    }

    @Test
    void oneHostThatHangsDelaysNoOther() throws UnknownHostException {
        BoundedDns dns =
                dns(host -> host.equals("a.example") ? hanging().lookup(host) : ANSWER, LONG);
        Thread.ofVirtual().start(() -> lookUp(dns, "a.example"));

        assertThat(dns.lookup("b.example")).isEqualTo(ANSWER);
    }

    @Test
    void neverAsksMoreThanSixtyFourAtOnce() throws InterruptedException {
        AtomicInteger now = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        Semaphore sixtyFour = new Semaphore(0);
        CountDownLatch go = new CountDownLatch(1);
        BoundedDns dns =
                dns(
                        _ -> {
                            most.accumulateAndGet(now.incrementAndGet(), Math::max);
                            sixtyFour.release();
                            try {
                                go.await();
                            } catch (InterruptedException e) {
                                Thread.currentThread().interrupt();
                            }
                            now.decrementAndGet();
                            return ANSWER;
                        },
                        LONG);
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < 300; i++) {
            String host = "h" + i + ".example";
            threads.add(Thread.ofVirtual().start(() -> lookUp(dns, host)));
        }
        sixtyFour.acquire(BoundedDns.MAX_LOOKUPS);
        go.countDown();
        for (Thread thread : threads) {
            thread.join();
        }

        assertThat(most).hasValue(BoundedDns.MAX_LOOKUPS);
        assertThat(asked).hasValue(300);
    }

    private static void lookUp(BoundedDns dns, String host) {
        try {
            dns.lookup(host);
        } catch (UnknownHostException e) {
            throw new IllegalStateException(e);
        }
    }
}
