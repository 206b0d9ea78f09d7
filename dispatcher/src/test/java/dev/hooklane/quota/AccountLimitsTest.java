package dev.hooklane.quota;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hooklane.event.AccountId;
import dev.hooklane.owner.Managed;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

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

    @ParameterizedTest
    @ValueSource(strings = {"0", "-1", "1000001", "1e30", "9223372036854775808", "1.5", "\"9\""})
    void aShareThatNoAccountCanHaveIsRefusedAndTheLastOneHolds(String share) {
        follow(Map.of(Quota.DELIVERIES_PER_SECOND, 7L));

        assertThatThrownBy(() ->
                        limits.follow(
                                LimitsCodec.key(ACCOUNT),
                                "{\"v\":1,\"quotas\":{\"deliveriesPerSecond\":%s}}"
                                        .formatted(share)
                                        .getBytes(UTF_8)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "the record of an account's quotas has a deliveriesPerSecond that is not"
                                + " from 1 to 1000000");
        assertThat(limits.of(ACCOUNT, Quota.DELIVERIES_PER_SECOND)).isEqualTo(7);
    }

    private void follow(Map<Quota, Long> own) {
        limits.follow(LimitsCodec.key(ACCOUNT), LimitsCodec.write(own, MANAGED));
    }
}
