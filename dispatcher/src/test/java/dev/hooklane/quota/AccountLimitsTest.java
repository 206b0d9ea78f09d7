package dev.hooklane.quota;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hooklane.event.AccountId;
import dev.hooklane.owner.Managed;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class AccountLimitsTest {
    private static final AccountId ACCOUNT = new AccountId("acct_1");
    private static final Managed MANAGED =
            new Managed("", Map.of("replays", new Managed.Mark("platform", "pr1nt")));

    private final AccountLimits limits =
            new AccountLimits(QuotaSamples.limits(Map.of(Quota.REPLAYS, 2L)));

    @Test
    void whatManifestsKnowIsReadAsItWasWritten() {
        follow(Map.of(Quota.REPLAYS, 7L));

        assertThat(limits.of(ACCOUNT, Quota.REPLAYS)).isEqualTo(7);
        assertThat(limits.ownOf(ACCOUNT))
                .isEqualTo(new OwnLimits(Map.of(Quota.REPLAYS, 7L), MANAGED));
    }

    @Test
    void limitsThatSomebodyTookBackByHandAreStillKnownToManifests() {
        follow(Map.of(Quota.REPLAYS, 7L));
        follow(Map.of());

        assertThat(limits.of(ACCOUNT, Quota.REPLAYS)).isEqualTo(2);
        assertThat(limits.ownOf(ACCOUNT).managed()).isEqualTo(MANAGED);
    }

    @Test
    void nothingIsLeftOfARemovedRecord() {
        follow(Map.of(Quota.REPLAYS, 7L));
        limits.follow(LimitsCodec.key(ACCOUNT), null);

        assertThat(limits.own()).isEmpty();
        assertThat(limits.of(ACCOUNT, Quota.REPLAYS)).isEqualTo(2);
    }

    private void follow(Map<Quota, Long> own) {
        limits.follow(LimitsCodec.key(ACCOUNT), LimitsCodec.write(own, MANAGED));
    }
}
