package dev.hooklane.quota;

import static dev.hooklane.quota.QuotaSamples.endpoint;
import static dev.hooklane.quota.QuotaSamples.limits;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hooklane.endpoint.Endpoint;
import dev.hooklane.endpoint.EndpointDirectory;
import dev.hooklane.event.AccountId;
import dev.hooklane.event.EventType;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class EndpointStockTest {
    private static final AccountId ACCOUNT = new AccountId("acct_1");

    private final EndpointDirectory directory = new EndpointDirectory();
    private final AccountLimits limits =
            new AccountLimits(
                    limits(
                            Map.of(
                                    Quota.ENDPOINTS, 5L,
                                    Quota.ENDPOINT_BYTES, 1_000L,
                                    Quota.DELIVERIES_PER_EVENT, 3L)));
    private final EndpointStock stock = new EndpointStock(directory, limits, "ops@example.com");

    @Test
    void aHundredThousandCreationsBeyondTheLimitAreRefusedAndLeaveNoTrace() {
        fill(5);
        long before = directory.size();

        for (int i = 0; i < 100_000; i++) {
            Endpoint wanted = endpoint(ACCOUNT, "e.e");
            assertThatThrownBy(() -> stock.reserve(wanted))
                    .isInstanceOf(QuotaExceededException.class);
        }

        assertThat(stock.reservations()).isZero();
        assertThat(directory.size()).isEqualTo((int) before);
    }

    @Test
    void requestsAtTheSameMomentDontPassTogether() {
        List<EndpointStock.Room> rooms = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            rooms.add(stock.reserve(endpoint(ACCOUNT, "t" + i + ".x")));
        }

        assertThatThrownBy(() -> stock.reserve(endpoint(ACCOUNT, "one.more")))
                .isInstanceOf(QuotaExceededException.class);
        rooms.forEach(EndpointStock.Room::close);
        stock.reserve(endpoint(ACCOUNT, "one.more")).close();
        assertThat(stock.reservations()).isZero();
    }

    @Test
    void theRefusalNamesTheUseTheLimitAndWhomToAsk() {
        fill(5);

        assertThatThrownBy(() -> stock.reserve(endpoint(ACCOUNT, "e.e")))
                .hasMessage(
                        "account acct_1 would have 6 endpoints, the limit is 5 (quota endpoints);"
                                + " to raise it, ask ops@example.com");
    }

    @Test
    void bytesOfConfigurationAreLimited() {
        directory.put(described(endpoint(ACCOUNT, "a.a"), 600));

        assertThatThrownBy(() -> stock.reserve(described(endpoint(ACCOUNT, "b.b"), 600)))
                .hasMessageContaining("bytes of endpoint configuration, the limit is 1000");
    }

    @Test
    void anEventNeverMakesMoreDeliveriesThanTheQuota() {
        directory.put(endpoint(ACCOUNT, "*"));
        directory.put(endpoint(ACCOUNT, "message.*"));
        directory.put(endpoint(ACCOUNT, "message.created"));

        assertThatThrownBy(() -> stock.reserve(endpoint(ACCOUNT, "message.created")))
                .hasMessageContaining("would have 4 endpoints for one event type, the limit is 3");
        stock.reserve(endpoint(ACCOUNT, "bot.updated")).close();
        assertThat(directory.subscribers(ACCOUNT, new EventType("message.created"))).hasSize(3);
    }

    @Test
    void afterALimitIsLoweredWhatExistsStaysAndCanBeMadeSmaller() {
        Endpoint large = described(endpoint(ACCOUNT, "a.a"), 5_000);
        directory.put(large);

        stock.reserve(described(large, 4_000)).close();

        assertThatThrownBy(() -> stock.reserve(described(large, 5_001)))
                .isInstanceOf(QuotaExceededException.class);
    }

    @Test
    void anAccountWithAnOverrideHasItsOwnLimit() {
        limits.follow(LimitsCodec.key(ACCOUNT), LimitsCodec.write(Map.of(Quota.ENDPOINTS, 6L)));
        fill(5);

        stock.reserve(endpoint(ACCOUNT, "e.e")).close();
        limits.follow(LimitsCodec.key(ACCOUNT), null);

        assertThatThrownBy(() -> stock.reserve(endpoint(ACCOUNT, "e.e")))
                .isInstanceOf(QuotaExceededException.class);
    }

    @Test
    void quotasThatOnlyANewerReleaseKnowsAreLeftOut() {
        limits.follow(
                LimitsCodec.key(ACCOUNT),
                "{\"v\":1,\"quotas\":{\"endpoints\":7,\"rockets\":1}}".getBytes(UTF_8));

        assertThat(limits.overridesOf(ACCOUNT)).isEqualTo(Map.of(Quota.ENDPOINTS, 7L));
    }

    private void fill(int count) {
        for (int i = 0; i < count; i++) {
            directory.put(endpoint(ACCOUNT, "t" + i + ".x"));
        }
    }

    private static Endpoint described(Endpoint endpoint, int bytes) {
        return endpoint(
                endpoint.id(),
                endpoint.account(),
                "x".repeat(bytes),
                endpoint.eventTypes().patterns().toArray(String[]::new));
    }
}
