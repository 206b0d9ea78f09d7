package dev.hooklane.fanout;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.hooklane.catalogue.Catalogue;
import dev.hooklane.catalogue.FixedTypes;
import dev.hooklane.delivery.Delivery;
import dev.hooklane.endpoint.Endpoint;
import dev.hooklane.endpoint.EndpointCodec;
import dev.hooklane.endpoint.EndpointDirectory;
import dev.hooklane.endpoint.Endpoints;
import dev.hooklane.erasure.Erasure;
import dev.hooklane.erasure.ErasureCodec;
import dev.hooklane.erasure.ErasureId;
import dev.hooklane.erasure.Erasures;
import dev.hooklane.event.AccountId;
import dev.hooklane.event.RejectReason;
import dev.hooklane.retry.RetrySchedule;
import dev.hooklane.topic.Topics;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.test.TestRecord;

/** The fan-out with a share for each account, on the test driver. */
final class SharesDriver {
    static final AccountId ONE = Endpoints.ACCOUNT;
    static final AccountId OTHER = new AccountId("acct_2");
    static final int A_SECOND = 10;

    private final Topics topics = new Topics("hooklane.", RetrySchedule.DEFAULT, 0);
    private final EndpointCodec codec = new EndpointCodec(Endpoints.plainCipher());
    private final TestMarks marks = new TestMarks(Endpoints.plainCipher());
    private final Flushes flushes = new Flushes();
    private final Path stateDir;
    private final long room;
    private final String guarantee;
    private final Erasures erasures = new Erasures();
    final Seen seen = new Seen();

    /** The accounts with a share of their own. */
    final Map<AccountId, Integer> own = new HashMap<>();

    private long nanos;
    private final TopologyTestDriver driver;
    private final FanOutTopics on;

    /** What the meters were told. */
    static final class Seen implements DeferredMeter {
        int deferred;
        int undeferred;
        boolean failing;
        List<Waiting> waiting = new ArrayList<>();
        List<OfAccount> accounts = List.of();

        @Override
        public void deferred() {
            deferred++;
        }

        @Override
        public void undeferred() {
            undeferred++;
        }

        @Override
        public void waiting(int partition, Waiting now) {
            if (failing) {
                throw new IllegalStateException("a fault of ours in a turn");
            }
            waiting.add(now);
        }

        @Override
        public void accounts(int partition, List<OfAccount> most) {
            accounts = most;
        }

        @Override
        public void left(int partition) {
            waiting.clear();
        }
    }

    SharesDriver(Path stateDir, long room, String guarantee) {
        this.stateDir = stateDir;
        this.room = room;
        this.guarantee = guarantee;
        driver = driver();
        on = new FanOutTopics(driver, topics);
        endpoints();
    }

    /** A driver with plenty of room. */
    static SharesDriver in(Path stateDir) {
        return new SharesDriver(stateDir, 1 << 20, StreamsConfig.AT_LEAST_ONCE);
    }

    void close() {
        driver.close();
    }

    private TopologyTestDriver driver() {
        EndpointDirectory directory = new EndpointDirectory();
        Properties settings = new Properties();
        settings.put(StreamsConfig.APPLICATION_ID_CONFIG, Topics.fanOutApplication("hooklane."));
        settings.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, "nowhere:1");
        settings.put(StreamsConfig.STATE_DIR_CONFIG, stateDir.toString());
        settings.put(StreamsConfig.ROCKSDB_CONFIG_SETTER_CLASS_CONFIG, FanOutRocksDb.class);
        settings.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, guarantee);
        settings.put("processing.exception.handler.global.enabled", true);
        FaultHandlers.addTo(settings, topics, meter());
        return new TopologyTestDriver(
                FanOutTopology.fanOut(topics, new EndpointFeed(directory, codec), parts(directory)),
                settings,
                OnceDriver.NOW);
    }

    FanOutTopology.Parts parts(EndpointDirectory directory) {
        return new FanOutTopology.Parts(
                new EventGate(
                        new Catalogue(FixedTypes.defaults()),
                        FanOutDriver.OWN_MARKS,
                        (_, _) -> true),
                marks,
                new FanOutTopology.Known(directory, () -> true, erasures),
                new FanOutTopology.Watchers(meter(), FanOutTracing::none),
                new ShareRules(
                        account -> own.getOrDefault(account, A_SECOND),
                        room,
                        flushes,
                        seen,
                        () -> nanos));
    }

    private static FanOutMeter meter() {
        return new FanOutMeter() {
            @Override
            public void accepted(int count, int filtered) {}

            @Override
            public void repeated() {}

            @Override
            public void rejected(RejectReason reason) {}
        };
    }

    private void endpoints() {
        put(Endpoints.of(ONE, 1, "*"));
        put(Endpoints.of(OTHER, 2, "*"));
    }

    void put(Endpoint endpoint) {
        var _ = on.put(endpoint);
    }

    void publish(AccountId account, int from, int to) {
        for (int n = from; n <= to; n++) {
            publish(account, OnceDriver.event("evt_" + n), new RecordHeaders());
        }
    }

    void publish(AccountId account, String value, Headers headers) {
        on.events.pipeInput(
                new TestRecord<>(
                        account.value().getBytes(UTF_8),
                        value.getBytes(UTF_8),
                        headers,
                        OnceDriver.NOW));
    }

    /** Publishes the test of an endpoint, as the console does. */
    void publishTest(Endpoint endpoint, Delivery like) {
        publish(
                endpoint.account(),
                OnceDriver.event(like.event().id().value()),
                new RecordHeaders()
                        .add(FanOutTopology.ENDPOINT_HEADER, endpoint.id().value().getBytes(UTF_8))
                        .add(
                                FanOutTopology.TEST_HEADER,
                                marks.mark(endpoint.id(), like.event().id()).getBytes(UTF_8)));
    }

    void erase(AccountId account) {
        ErasureId id = new ErasureId("ers_0123456789abcdef");
        erasures.follow(
                ErasureCodec.key(id),
                ErasureCodec.write(
                        new Erasure(
                                id,
                                account,
                                Optional.empty(),
                                OnceDriver.NOW.plusSeconds(1),
                                "one",
                                Optional.empty(),
                                List.of())));
    }

    /** Lets time pass, with its turns at the end of it. */
    void pass(Duration time) {
        nanos += time.toNanos();
        turns();
    }

    void turns() {
        driver.advanceWallClockTime(FairFanOut.RUN_EVERY);
    }

    /** Has Kafka Streams commit, which flushes its producer. */
    void commit() {
        flushes.flushed();
    }

    KeyValueStore<byte[], byte[]> store() {
        return driver.getKeyValueStore(Topics.DEFERRED);
    }

    List<KeyValue<byte[], byte[]>> stored() {
        List<KeyValue<byte[], byte[]>> all = new ArrayList<>();
        try (KeyValueIterator<byte[], byte[]> entries = store().all()) {
            entries.forEachRemaining(all::add);
        }
        return all;
    }

    /** The deliveries that were written since. */
    List<Delivery> delivered() {
        return on.delivered();
    }

    /** The account and the event of each delivery that was written since. */
    List<String> deliveredOf(AccountId account) {
        return delivered().stream()
                .map(Delivery::event)
                .filter(event -> event.account().equals(account))
                .map(event -> event.id().value())
                .toList();
    }

    List<TestRecord<byte[], byte[]>> rejected() {
        return on.rejections.readRecordsToList();
    }
}
