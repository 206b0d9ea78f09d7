package dev.hooklane.quota;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hooklane.event.AccountId;
import dev.hooklane.replay.ReplayId;
import java.util.HashSet;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class StockTest {
    private static final AccountId ACCOUNT = new AccountId("acct_1");

    private final Random random = new Random(1);
    private final Set<ReplayId> unfinished = new HashSet<>();
    private final AccountLimits limits =
            new AccountLimits(QuotaSamples.limits(Map.of(Quota.REPLAYS, 2L)));
    private final Stock<ReplayId> stock =
            new Stock<>(Quota.REPLAYS, limits, "ops@example.com", () -> 0);

    @Test
    void thingsThatAreMadeAtTheSameMomentDontPassTogether() {
        reserve(ReplayId.random(random));
        reserve(ReplayId.random(random));

        assertThatThrownBy(() -> reserve(ReplayId.random(random)))
                .isInstanceOf(QuotaExceededException.class)
                .hasMessageContaining("would have 3 unfinished replays, the limit is 2");
    }

    @Test
    void oneThatIsReadBackAlreadyCountsOnce() {
        ReplayId first = ReplayId.random(random);
        Quotas.Room room = reserve(first);
        unfinished.add(first);

        Quotas.Room second = reserve(ReplayId.random(random));

        assertThat(second).isNotSameAs(room);
    }

    @Test
    void oneThatIsReadBackWhileOthersAreCountedCounts() {
        ReplayId first = ReplayId.random(random);
        unfinished.add(ReplayId.random(random));
        reserve(first);

        assertThatThrownBy(() ->
                        stock.reserve(
                                ACCOUNT,
                                ReplayId.random(random),
                                _ -> {
                                    Set<ReplayId> before = Set.copyOf(unfinished);
                                    unfinished.add(first);
                                    return before;
                                }))
                .isInstanceOf(QuotaExceededException.class);
    }

    @Test
    void oneThatWasNotMadeLeavesItsRoom() {
        reserve(ReplayId.random(random)).close();
        reserve(ReplayId.random(random)).close();

        reserve(ReplayId.random(random)).close();
    }

    private Quotas.Room reserve(ReplayId id) {
        return stock.reserve(ACCOUNT, id, _ -> unfinished);
    }
}
