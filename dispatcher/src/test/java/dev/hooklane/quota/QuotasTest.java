package dev.hooklane.quota;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.hooklane.endpoint.EndpointDirectory;
import dev.hooklane.event.AccountId;
import dev.hooklane.share.Seats;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class QuotasTest {
    private static final Optional<AccountId> ACCOUNT = Optional.of(new AccountId("acct_1"));

    private final List<Quota> refused = new ArrayList<>();

    @Test
    void anAccountWithAsManyStreamsAsItMayHaveIsToldWhenToAskAgain() {
        Quotas quotas = quotas(1, 100);
        var _ = quotas.stream(ACCOUNT, "key_1");

        QuotaExceededException exceeded =
                catchThrowableOfType(
                        QuotaExceededException.class, () -> quotas.stream(ACCOUNT, "key_1"));

        assertThat(exceeded)
                .hasMessage(
                        "account acct_1 would have 2 open streams on one instance, the limit is 1"
                                + " (quota streams); to raise it, ask ops@example.com");
        assertThat(exceeded.retryAfter()).contains(Duration.ofSeconds(10));
        assertThat(refused).containsExactly(Quota.STREAMS);
    }

    @Test
    void anInstanceWithoutAPlaceForStreamsIsNoMatterOfQuotas() {
        Quotas quotas = quotas(1, 0);

        assertThat(quotas.stream(ACCOUNT, "key_1")).isEmpty();
        assertThat(refused).isEmpty();
    }

    private Quotas quotas(long streams, int places) {
        return new Quotas(
                new AccountLimits(QuotaSamples.limits(Map.of(Quota.STREAMS, streams))),
                new EndpointDirectory(),
                new Seats(places),
                refused::add,
                "ops@example.com");
    }
}
