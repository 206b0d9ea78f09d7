package dev.hooklane.topology;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.hooklane.delivery.DeliveryHistory;
import dev.hooklane.delivery.DeliveryId;
import dev.hooklane.delivery.HistoryCodec;
import dev.hooklane.endpoint.EndpointId;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.KeyQueryMetadata;
import org.apache.kafka.streams.StoreQueryParameters;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.errors.InvalidStateStoreException;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse;
import org.apache.kafka.streams.state.HostInfo;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.QueryableStoreTypes;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Answers what became of a delivery, from the history that this instance keeps: that of its share
 * of the partitions. Any thread may ask.
 */
public final class HistoryStore implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(HistoryStore.class);
    private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(5);

    /** How often a stream thread that died is replaced before the store counts as broken. */
    private static final int REPLACEMENTS_MAX = 10;

    private final KafkaStreams streams;
    private final HostInfo self;
    private final AtomicInteger replacements = new AtomicInteger();

    private HistoryStore(KafkaStreams streams, HostInfo self) {
        this.streams = streams;
        this.self = self;
    }

    /**
     * Starts to follow the history topic; returns at once, {@link #ready} tells when it can answer.
     *
     * @param kafka how to reach the brokers
     * @param stateDir where the store is kept; all of it can be rebuilt from Kafka
     * @param instance this instance's name, the same after a restart
     * @param self {@code host:port} under which other instances reach this one's API
     */
    public static HistoryStore start(
            Topics topics, Map<String, ?> kafka, Path stateDir, String instance, String self) {
        Properties settings = HistoryTopology.settings(topics, kafka, stateDir, instance, self);
        KafkaStreams streams = new KafkaStreams(HistoryTopology.build(topics), settings);
        HistoryStore store =
                new HistoryStore(
                        streams,
                        HostInfo.buildFromEndpoint(
                                settings.getProperty(StreamsConfig.APPLICATION_SERVER_CONFIG)));
        streams.setUncaughtExceptionHandler(store::replaceThread);
        streams.start();
        return store;
    }

    /** Whether it has caught up with the topic as far as it was read before, and can answer. */
    public boolean ready() {
        return streams.state() == KafkaStreams.State.RUNNING;
    }

    /**
     * The delivery's latest history record.
     *
     * @throws HistoryUnavailableException if this instance can't tell now, or another one holds it
     */
    public Optional<DeliveryHistory> find(DeliveryId delivery) {
        try {
            byte[] found = store(delivery.endpoint()).get(HistoryCodec.key(delivery));
            return Optional.ofNullable(found).map(HistoryCodec::read);
        } catch (InvalidStateStoreException | IllegalStateException e) {
            throw unavailable(e);
        }
    }

    /**
     * The endpoint's deliveries, those of the latest events first.
     *
     * @param limit how many at most
     * @throws HistoryUnavailableException if this instance can't tell now, or another one holds
     *     them
     */
    public List<DeliveryHistory> latest(EndpointId endpoint, int limit) {
        List<DeliveryHistory> latest = new ArrayList<>();
        // A delivery's id begins with the event's time; '0' is the character after '/'.
        try (KeyValueIterator<byte[], byte[]> records =
                store(endpoint)
                        .reverseRange(
                                (endpoint.value() + "/").getBytes(UTF_8),
                                (endpoint.value() + "0").getBytes(UTF_8))) {
            while (records.hasNext() && latest.size() < limit) {
                latest.add(HistoryCodec.read(records.next().value));
            }
        } catch (InvalidStateStoreException | IllegalStateException e) {
            throw unavailable(e);
        }
        return latest;
    }

    /** The one partition of the store that has the endpoint's history. */
    private ReadOnlyKeyValueStore<byte[], byte[]> store(EndpointId endpoint) {
        return streams.store(
                StoreQueryParameters.fromNameAndType(
                                HistoryTopology.STORE,
                                QueryableStoreTypes.<byte[], byte[]>keyValueStore())
                        .withPartition(partitionHere(endpoint)));
    }

    private int partitionHere(EndpointId endpoint) {
        KeyQueryMetadata holder =
                streams.queryMetadataForKey(
                        HistoryTopology.STORE,
                        endpoint,
                        (_, key, _, partitions) ->
                                Optional.of(Set.of(Partitions.of(key, partitions))));
        if (holder == null || holder.equals(KeyQueryMetadata.NOT_AVAILABLE)) {
            throw new HistoryUnavailableException("history is being assigned to an instance");
        }
        if (!holder.activeHost().equals(self)) {
            throw new HistoryUnavailableException(
                    "history of endpoint %s is held by instance %s:%d; ask that one"
                            .formatted(
                                    endpoint,
                                    holder.activeHost().host(),
                                    holder.activeHost().port()));
        }
        return holder.partition();
    }

    private HistoryUnavailableException unavailable(RuntimeException cause) {
        return new HistoryUnavailableException(
                "history is not readable now: the store is "
                        + streams.state().name().toLowerCase(Locale.ROOT).replace('_', ' '),
                cause);
    }

    private StreamThreadExceptionResponse replaceThread(Throwable failure) {
        log.error("history.thread failed", failure);
        return replacements.incrementAndGet() <= REPLACEMENTS_MAX
                ? StreamThreadExceptionResponse.REPLACE_THREAD
                : StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
    }

    /** Stops following; with its instance name kept, the next start goes on at once. */
    @Override
    public void close() {
        streams.close(CLOSE_TIMEOUT);
    }
}
