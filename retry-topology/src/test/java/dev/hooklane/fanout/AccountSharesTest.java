package dev.hooklane.fanout;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hooklane.event.AccountId;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class AccountSharesTest {
    private static final AccountId ONE = new AccountId("acct_1");
    private static final AccountId OTHER = new AccountId("acct_2");
    private static final long NOW = -5;

    private final Map<AccountId, Integer> own = new HashMap<>();
    private final AccountShares shares =
            new AccountShares(account -> own.getOrDefault(account, 10));

    @Test
    void aSecondsWorthMayBeUsedAtOnceAndComesBackBitByBit() {
        shares.take(ONE, 9, NOW);
        assertThat(shares.hasLeft(ONE, NOW)).isTrue();

        shares.take(ONE, 1, NOW);

        assertThat(shares.hasLeft(ONE, NOW)).isFalse();
        assertThat(shares.hasLeft(OTHER, NOW)).isTrue();
        assertThat(shares.hasLeft(ONE, NOW + millis(1))).isTrue();
    }

    @Test
    void whatAnEventCostsBeyondTheShareIsOwed() {
        shares.take(ONE, 9, NOW);
        shares.take(ONE, 21, NOW);

        assertThat(shares.hasLeft(ONE, NOW + millis(1_999))).isFalse();
        assertThat(shares.hasLeft(ONE, NOW + millis(2_001))).isTrue();
    }

    @Test
    void anIdleAccountIsForgotten() {
        shares.take(ONE, 30, NOW);
        shares.take(OTHER, 1, NOW + millis(1_500));
        assertThat(shares.known()).isEqualTo(2);

        shares.take(OTHER, 1, NOW + millis(3_100));

        assertThat(shares.known()).isEqualTo(1);
    }

    @Test
    void withoutALimitNothingIsRemembered() {
        AccountShares unlimited = new AccountShares(_ -> 0);

        unlimited.take(ONE, 1_000_000, NOW);

        assertThat(unlimited.hasLeft(ONE, NOW)).isTrue();
        assertThat(unlimited.known()).isZero();
    }

    @Test
    void anAccountWithAShareOfItsOwnHasThatOne() {
        own.put(ONE, 2);
        shares.take(ONE, 2, NOW);
        shares.take(OTHER, 2, NOW);

        assertThat(shares.hasLeft(ONE, NOW)).isFalse();
        assertThat(shares.hasLeft(ONE, NOW + millis(499))).isTrue();
        assertThat(shares.hasLeft(OTHER, NOW)).isTrue();
    }

    @Test
    void whatWasOwedIsForgottenWhenTheShareChanges() {
        own.put(ONE, 1);
        shares.take(ONE, 1_000, NOW);
        assertThat(shares.hasLeft(ONE, NOW + millis(900_000))).isFalse();

        own.put(ONE, 20);
        assertThat(shares.hasLeft(ONE, NOW)).isTrue();
        shares.take(ONE, 20, NOW);

        assertThat(shares.hasLeft(ONE, NOW)).isFalse();
        assertThat(shares.hasLeft(ONE, NOW + millis(1))).isTrue();
    }

    @Test
    void anAccountWhoseLimitIsTakenAwayOwesNothing() {
        own.put(ONE, 1);
        shares.take(ONE, 1_000, NOW);

        own.put(ONE, 0);

        assertThat(shares.hasLeft(ONE, NOW)).isTrue();
    }

    private static long millis(long millis) {
        return Duration.ofMillis(millis).toNanos();
    }
}
