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
import dev.hooklane.owner.Managed;
import dev.hooklane.topic.KafkaUnavailableException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

final class EndpointStockTest {
    private static final AccountId ACCOUNT = new AccountId("acct_1");

    private long nanos;
    private final EndpointDirectory directory = new EndpointDirectory();
    private final AccountLimits limits =
            new AccountLimits(
                    limits(
                            Map.of(
                                    Quota.ENDPOINTS, 5L,
                                    Quota.ENDPOINT_BYTES, 1_000L,
                                    Quota.DELIVERIES_PER_EVENT, 3L)));
    private final EndpointStock stock = stock(directory::of);

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
        List<Quotas.Room> rooms = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            rooms.add(stock.reserve(endpoint(ACCOUNT, "t" + i + ".x")));
        }

        assertThatThrownBy(() -> stock.reserve(endpoint(ACCOUNT, "one.more")))
                .isInstanceOf(QuotaExceededException.class);
        rooms.forEach(Quotas.Room::close);
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
        limits.follow(
                LimitsCodec.key(ACCOUNT),
                LimitsCodec.write(Map.of(Quota.ENDPOINTS, 6L), Managed.NONE));
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

    @Test
    void anEndpointThatIsReadBackWhileOthersAreCountedCountsOnce() {
        fill(4);
        Endpoint fifth = endpoint(ACCOUNT, "e.e");
        EndpointStock meanwhile =
                stock(account -> {
                    Collection<Endpoint> before = directory.of(account);
                    directory.put(fifth);
                    return before;
                });
        Quotas.Room room = meanwhile.reserve(fifth);
        directory.remove(fifth.id());

        assertThatThrownBy(() -> meanwhile.reserve(endpoint(ACCOUNT, "f.f")))
                .hasMessageContaining("would have 6 endpoints, the limit is 5");
        assertThat(meanwhile.used(ACCOUNT)).containsEntry(Quota.ENDPOINTS, 5L);
        room.close();
        assertThat(meanwhile.used(ACCOUNT)).containsEntry(Quota.ENDPOINTS, 5L);
    }

    @Test
    void creationsNeverPassTogetherWhileTheDirectoryFollows() throws Exception {
        for (int round = 0; round < 300; round++) {
            AccountId account = new AccountId("acct_" + round);
            List<Callable<Boolean>> creations = new ArrayList<>();
            for (int i = 0; i < 20; i++) {
                Endpoint wanted = endpoint(account, "t" + i + ".x");
                creations.add(() -> create(wanted));
            }
            try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
                for (Future<Boolean> each : threads.invokeAll(creations)) {
                    each.get();
                }
            }
            assertThat(directory.count(account)).isEqualTo(5);
        }
    }

    private boolean create(Endpoint wanted) {
        try (Quotas.Room room = stock.reserve(wanted)) {
            room.write(() -> {
                synchronized (directory) {
                    directory.put(wanted);
                }
            });
            return true;
        } catch (QuotaExceededException e) {
            return false;
        }
    }

    @Test
    void aWriteOfUnknownResultCountsForAMinute() {
        fill(4);
        Endpoint unknown = endpoint(ACCOUNT, "e.e");

        assertThatThrownBy(() -> writeWithoutAnswer(unknown))
                .isInstanceOf(KafkaUnavailableException.class);

        assertThatThrownBy(() -> stock.reserve(endpoint(ACCOUNT, "f.f")))
                .isInstanceOf(QuotaExceededException.class);
        nanos += AboutToExist.UNCERTAIN.toNanos();
        stock.reserve(endpoint(ACCOUNT, "f.f")).close();
        assertThat(stock.reservations()).isZero();
    }

    private void writeWithoutAnswer(Endpoint endpoint) {
        try (Quotas.Room room = stock.reserve(endpoint)) {
            room.write(() -> {
                throw new KafkaUnavailableException("no answer", new TimeoutException());
            });
        }
    }

    @Test
    void aChangeThatMayStillFailMakesNoRoomForOthers() {
        Endpoint large = described(endpoint(ACCOUNT, "a.a"), 900);
        directory.put(large);
        Quotas.Room smaller = stock.reserve(described(large, 100));

        assertThatThrownBy(() -> stock.reserve(described(endpoint(ACCOUNT, "b.b"), 500)))
                .hasMessageContaining("bytes of endpoint configuration, the limit is 1000");
        directory.put(described(large, 100));
        smaller.close();
        stock.reserve(described(endpoint(ACCOUNT, "b.b"), 500)).close();
    }

    @Test
    void typesThatAChangeMayStillKeepCount() {
        Endpoint wide = endpoint(ACCOUNT, "message.*");
        directory.put(wide);
        directory.put(endpoint(ACCOUNT, "message.created"));
        directory.put(endpoint(ACCOUNT, "message.created"));
        Endpoint narrow = endpoint(wide.id(), ACCOUNT, "", "bot.updated");

        try (Quotas.Room _ = stock.reserve(narrow)) {
            assertThatThrownBy(() -> stock.reserve(endpoint(ACCOUNT, "message.created")))
                    .hasMessageContaining("would have 4 endpoints for one event type");
        }
    }

    private EndpointStock stock(Function<AccountId, Collection<Endpoint>> known) {
        return new EndpointStock(known, limits, "ops@example.com", () -> nanos);
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
