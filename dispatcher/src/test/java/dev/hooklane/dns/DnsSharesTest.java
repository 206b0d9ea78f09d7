package dev.hooklane.dns;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hooklane.share.ShareOwner;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import okhttp3.Dns;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** One account uses names whose servers never answer; another one's names are still looked up. */
final class DnsSharesTest {
    private static final InetAddress ADDRESS = InetAddress.ofLiteral("192.0.2.1");

    private final CountDownLatch answered = new CountDownLatch(1);
    private final CountDownLatch hanging = new CountDownLatch(BoundedDns.SHARE);
    private final AtomicInteger hangingNow = new AtomicInteger();
    private final Dns resolver = this::resolve;
    private final BoundedDns dns = new BoundedDns(resolver, () -> Duration.ofSeconds(20));

    @AfterEach
    void close() {
        answered.countDown();
        dns.close();
    }

    @Test
    void namesThatHangHoldUpOnlyTheAccountThatUsesThem() throws Exception {
        flood(1_000);

        assertThat(lookUp("good", "hooks.example")).containsExactly(ADDRESS);
        assertThat(hangingNow).hasValue(BoundedDns.SHARE);
    }

    @Test
    void aNameThatBothUseIsNotHeldUpBehindTheOthersQueue() throws Exception {
        flood(100);
        Thread queued = Thread.startVirtualThread(() -> lookUpQuietly("hostile", "both.example"));
        while (queued.getState() == Thread.State.RUNNABLE) {
            Thread.onSpinWait();
        }

        assertThat(lookUp("good", "both.example")).containsExactly(ADDRESS);
    }

    @Test
    void anAccountsLookUpsBeyondItsShareAreRefusedAtOnce() throws Exception {
        flood(BoundedDns.SHARE + BoundedDns.WAITING_SHARE);
        while (dns.waitingOf("hostile") < BoundedDns.WAITING_SHARE) {
            Thread.onSpinWait();
        }

        assertThatThrownBy(() -> lookUp("hostile", "one-more.hang"))
                .isInstanceOf(NoAnswerException.class);
    }

    private void flood(int names) throws InterruptedException {
        for (int i = 0; i < names; i++) {
            String host = i + ".hang";
            Thread.startVirtualThread(() -> lookUpQuietly("hostile", host));
        }
        assertThat(hanging.await(20, TimeUnit.SECONDS)).isTrue();
    }

    private List<InetAddress> lookUp(String account, String host) throws UnknownHostException {
        return ShareOwner.<List<InetAddress>, UnknownHostException>run(
                account, () -> dns.lookup(host));
    }

    private void lookUpQuietly(String account, String host) {
        try {
            lookUp(account, host);
        } catch (UnknownHostException e) {
            // Nobody waits for it.
        }
    }

    private List<InetAddress> resolve(String host) throws UnknownHostException {
        if (!host.endsWith(".hang")) {
            return List.of(ADDRESS);
        }
        hangingNow.incrementAndGet();
        hanging.countDown();
        try {
            answered.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        throw new UnknownHostException(host);
    }
}
