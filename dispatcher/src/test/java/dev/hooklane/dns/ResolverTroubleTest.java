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
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import okhttp3.Dns;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A resolver that hangs, fails or says to try again. */
@Timeout(20)
final class ResolverTroubleTest {
    private static final Duration PATIENCE = Duration.ofMillis(50);

    private final PlayedResolver resolver = new PlayedResolver();

    @AfterEach
    void close() {
        resolver.close();
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
    void theLastAnswerServesADayWhileTheResolverHangs() throws UnknownHostException {
        BoundedDns dns =
                resolver.dns(
                        host -> resolver.asked.get() == 1 ? ANSWER : hanging().lookup(host),
                        PATIENCE);
        dns.lookup("a.example");

        resolver.nanos.set(Duration.ofDays(1).toNanos() - 1);
        assertThat(dns.lookup("a.example")).isEqualTo(ANSWER);

        resolver.nanos.set(Duration.ofDays(1).plusSeconds(10).toNanos());
        assertThatThrownBy(() -> dns.lookup("a.example")).isInstanceOf(NoAnswerException.class);
    }

    @Test
    void theLastAnswerServesWhileTheResolverSaysToTryAgain() throws UnknownHostException {
        BoundedDns dns =
                resolver.dns(host -> resolver.asked.get() == 1 ? ANSWER : tryAgain(host), LONG);
        dns.lookup("a.example");

        resolver.nanos.set(Duration.ofHours(23).toNanos());

        assertThat(dns.lookup("a.example")).isEqualTo(ANSWER);
    }

    @Test
    void theLastAnswerIsUsedAtOnceForTenSecondsAfterAFailure() throws UnknownHostException {
        BoundedDns dns =
                resolver.dns(host -> resolver.asked.get() == 1 ? ANSWER : tryAgain(host), LONG);
        dns.lookup("a.example");
        resolver.nanos.set(Duration.ofMinutes(1).toNanos());
        dns.lookup("a.example");

        resolver.nanos.addAndGet(Duration.ofSeconds(10).toNanos() - 1);
        dns.lookup("a.example");
        assertThat(resolver.asked).hasValue(2);
        resolver.nanos.incrementAndGet();
        dns.lookup("a.example");
        assertThat(resolver.asked).hasValue(3);
    }

    @Test
    void aNameThatIsGoneHasNoLastAnswer() throws UnknownHostException {
        BoundedDns dns =
                resolver.dns(
                        host -> {
                            if (resolver.asked.get() == 1) {
                                return ANSWER;
                            }
                            throw new UnknownHostException(host + ": Name or service not known");
                        },
                        LONG);
        dns.lookup("a.example");
        resolver.nanos.set(Duration.ofMinutes(1).toNanos());

        assertThatThrownBy(() -> dns.lookup("a.example"))
                .isExactlyInstanceOf(UnknownHostException.class)
                .hasMessage("the name a.example has no address");
    }

    @Test
    void aResolverThatSaysToTryAgainKnowsNothingOfTheName() {
        BoundedDns dns = resolver.dns(ResolverTroubleTest::tryAgain, LONG);

        assertThatThrownBy(() -> dns.lookup("a.example"))
                .isInstanceOf(NoAnswerException.class)
                .hasMessage(
                        "the look-up of a.example failed: a.example: Temporary failure in name"
                                + " resolution");
    }

    @Test
    void aResolverThatIsBackIsHeardWithinTenSeconds() throws UnknownHostException {
        AtomicBoolean away = new AtomicBoolean(true);
        BoundedDns dns = resolver.dns(host -> away.get() ? tryAgain(host) : ANSWER, LONG);
        assertThatThrownBy(() -> dns.lookup("a.example")).isInstanceOf(NoAnswerException.class);

        away.set(false);
        resolver.nanos.set(Duration.ofSeconds(10).toNanos());

        assertThat(dns.lookup("a.example")).isEqualTo(ANSWER);
    }

    @Test
    void aNameThatAloneIsNotAnsweredForTenMinutesIsItsOwnersTrouble() throws UnknownHostException {
        BoundedDns dns =
                resolver.dns(host -> host.equals("a.example") ? tryAgain(host) : ANSWER, LONG);
        assertThatThrownBy(() -> dns.lookup("a.example")).isInstanceOf(NoAnswerException.class);

        resolver.nanos.set(BoundedDns.OWN_TROUBLE_AFTER.toNanos());
        assertThatThrownBy(() -> dns.lookup("a.example")).isInstanceOf(NoAnswerException.class);
        dns.lookup("b.example");

        assertThatThrownBy(() -> dns.lookup("a.example"))
                .isExactlyInstanceOf(UnknownHostException.class)
                .hasMessageEndingWith(", though others are answered");
    }

    private static List<InetAddress> tryAgain(String host) throws UnknownHostException {
        throw new UnknownHostException(host + ": Temporary failure in name resolution");
    }

    @Test
    void aResolverThatFailsOddlyIsAnUnknownHost() {
        BoundedDns dns =
                resolver.dns(
                        host -> {
                            throw new IllegalArgumentException(host);
                        },
                        LONG);

        assertThatThrownBy(() -> dns.lookup("a.example"))
                .isInstanceOf(UnknownHostException.class)
                .hasMessageContaining("the look-up of a.example failed");
    }

    @Test
    void waitsForAResolverThatHangsOnlySoLong() {
        BoundedDns dns = resolver.dns(hanging(), PATIENCE);

        assertThatThrownBy(() -> dns.lookup("a.example"))
                .isInstanceOf(UnknownHostException.class)
                .hasMessageContaining("the look-up of a.example was not answered within");
    }

    @Test
    void asksForAHostThatHangsOnce() {
        BoundedDns dns = resolver.dns(hanging(), PATIENCE);
        for (int i = 0; i < 3; i++) {
            assertThatThrownBy(() -> dns.lookup("a.example"))
                    .isInstanceOf(UnknownHostException.class);
        }

        assertThat(resolver.asked).hasValue(1);
    }

    @Test
    void oneHostThatHangsDelaysNoOther() throws UnknownHostException {
        BoundedDns dns =
                resolver.dns(
                        host -> host.equals("a.example") ? hanging().lookup(host) : ANSWER, LONG);
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
                resolver.dns(
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
        assertThat(resolver.asked).hasValue(300);
    }
}
