package dev.hooklane.quota;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hooklane.event.AccountId;
import dev.hooklane.quota.Rates.Charge;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

final class RatesTest {
    private static final AccountId ACCOUNT = new AccountId("acct_1");
    private static final AccountId OTHER = new AccountId("acct_2");

    private final AtomicLong now = new AtomicLong();
    private final Rates rates = new Rates(now::get);

    @Test
    void tenSecondsWorthMayComeAtOnceAndThenTheRateItself() {
        assertThat(granted(ACCOUNT, 1_000)).isEqualTo(100);

        after(Duration.ofSeconds(1));

        assertThat(granted(ACCOUNT, 1_000)).isEqualTo(10);
    }

    @Test
    void anAccountThatUsesAllLeavesTheOthersAlone() {
        granted(ACCOUNT, 100_000);

        assertThat(granted(OTHER, 50)).isEqualTo(50);
    }

    @Test
    void whoIsRefusedLearnsWhenToComeBack() {
        granted(ACCOUNT, 1_000);

        RateStanding refused = take(ACCOUNT, calls(5));

        assertThat(refused.refusedFor()).isEqualTo(Duration.ofMillis(500));
        after(refused.refusedFor());
        assertThat(take(ACCOUNT, calls(5)).granted()).isTrue();
    }

    @Test
    void ofTwoRatesBothAreTakenOrNone() {
        Charge events = new Charge(Quota.EVENTS_PER_SECOND, 100, 1);
        Charge bytes = new Charge(Quota.EVENT_BYTES_PER_SECOND, 10, 60);
        rates.take(ACCOUNT, List.of(events, bytes));

        List<RateStanding> second = rates.take(ACCOUNT, List.of(events, bytes));

        assertThat(second).extracting(RateStanding::granted).containsExactly(true, false);
        assertThat(rates.used(ACCOUNT, Quota.EVENTS_PER_SECOND, 100)).isEqualTo(1);
    }

    @Test
    void whatIsLargerThanAllThatMayComeAtOncePassesAndIsMadeUpFor() {
        assertThat(take(ACCOUNT, calls(250)).granted()).isTrue();

        after(Duration.ofSeconds(15));
        assertThat(take(ACCOUNT, calls(1)).granted()).isFalse();
        after(Duration.ofMillis(100));
        assertThat(take(ACCOUNT, calls(1)).granted()).isTrue();
    }

    @Test
    void whatWasUsedAlreadyIsMadeUpForBeforeTheNextUse() {
        granted(ACCOUNT, 95);
        rates.charge(ACCOUNT, calls(25));

        after(Duration.ofSeconds(2));
        assertThat(take(ACCOUNT, calls(1)).refusedFor()).isEqualTo(Duration.ofMillis(100));
        after(Duration.ofMillis(100));
        assertThat(take(ACCOUNT, calls(1)).granted()).isTrue();
    }

    @Test
    void aLimitOfZeroRefusesAll() {
        RateStanding refused = take(ACCOUNT, new Charge(Quota.CALLS_PER_SECOND, 0, 1));

        assertThat(refused.granted()).isFalse();
        assertThat(refused.refusedFor()).isEqualTo(Duration.ofSeconds(10));
    }

    @Test
    void theMemoryIsBoundedHoweverManyAccountsThereAre() {
        for (int i = 0; i < Rates.BUCKETS_MAX + 10_000; i++) {
            take(new AccountId("acct_" + i), calls(1));
        }

        assertThat(rates.size()).isEqualTo(Rates.BUCKETS_MAX);
    }

    private int granted(AccountId account, int asked) {
        int granted = 0;
        for (int i = 0; i < asked; i++) {
            granted += take(account, calls(1)).granted() ? 1 : 0;
        }
        return granted;
    }

    private RateStanding take(AccountId account, Charge charge) {
        return rates.take(account, List.of(charge)).getFirst();
    }

    private static Charge calls(long cost) {
        return new Charge(Quota.CALLS_PER_SECOND, 10, cost);
    }

    private void after(Duration time) {
        now.addAndGet(time.toNanos());
    }
}
