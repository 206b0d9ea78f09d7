package dev.hooklane.history;

import dev.hooklane.endpoint.EndpointId;
import dev.hooklane.unreadable.Unreadable;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StoreQueryParameters;
import org.apache.kafka.streams.errors.InvalidStateStoreException;
import org.apache.kafka.streams.state.HostInfo;

/**
 * The parts of the history that this instance holds: one store of Kafka Streams for each partition.
 * Any thread may ask.
 */
final class HistoryParts {
    private static final Duration PAUSE = Duration.ofMillis(20);

    private final Supplier<KafkaStreams> streams;
    private final Unreadable unreadable;
    private final String topic;
    private final HostInfo self;

    HistoryParts(
            Supplier<KafkaStreams> streams, Unreadable unreadable, String topic, HostInfo self) {
        this.streams = streams;
        this.unreadable = unreadable;
        this.topic = topic;
        this.self = self;
    }

    /** Returns the part with the endpoint's deliveries. */
    HistoryRecords of(EndpointId endpoint) {
        HistoryHolders holders = HistoryHolders.of(streams.get());
        return of(holders.partition(endpoint), holders);
    }

    /**
     * Returns the part of a partition. A part that this instance owns is complete; a standby copy
     * may be a moment behind.
     */
    HistoryRecords of(int partition, HistoryHolders holders) {
        // An outdated part is not returned, because it would be mistaken for the latest state.
        HistoryUnavailableException.throwIfUnreadable(unreadable, topic, partition);
        boolean owned = holders.of(partition).indexOf(self) == 0;
        StoreQueryParameters<List<HistoryRecords>> wanted =
                StoreQueryParameters.fromNameAndType(HistoryTopology.STORE, HistoryRecords.type())
                        .withPartition(partition);
        KafkaStreams current = streams.get();
        try {
            return current.store(owned ? wanted : wanted.enableStaleStores()).getFirst();
        } catch (InvalidStateStoreException | IllegalStateException | NoSuchElementException e) {
            throw HistoryUnavailableException.of(current.state(), e);
        }
    }

    /** Returns the parts of these partitions, each with the part of the query that concerns it. */
    Map<HistoryRecords, HistoryQuery> of(HistoryQuery query, Set<Integer> partitions) {
        HistoryHolders holders = HistoryHolders.of(streams.get());
        Map<HistoryRecords, HistoryQuery> parts = new HashMap<>();
        for (int partition : partitions) {
            parts.put(
                    of(partition, holders),
                    query.where(endpoint -> holders.partition(endpoint) == partition));
        }
        return parts;
    }

    /** Returns the total size of the parts, including copies of other instances' parts. */
    HistorySize size() {
        KafkaStreams current = streams.get();
        try {
            List<HistoryRecords> kept =
                    current.store(
                            StoreQueryParameters.fromNameAndType(
                                            HistoryTopology.STORE, HistoryRecords.type())
                                    .enableStaleStores());
            return new HistorySize(
                    kept.size(), kept.stream().mapToLong(HistoryRecords::diskBytes).sum());
        } catch (InvalidStateStoreException | IllegalStateException e) {
            throw HistoryUnavailableException.of(current.state(), e);
        }
    }

    /**
     * Repeats a look-up for up to {@link HistoryStore#PATIENCE}, as long as the store is likely to
     * become readable soon.
     */
    <T> T patiently(Supplier<T> look) {
        long end = System.nanoTime() + HistoryStore.PATIENCE.toNanos();
        while (true) {
            try {
                return look.get();
            } catch (HistoryUnavailableException e) {
                if (System.nanoTime() - end >= 0
                        || !e.isSoonOver()
                        || streams.get().state().isShuttingDown()) {
                    throw e;
                }
                LockSupport.parkNanos(PAUSE.toNanos());
            }
        }
    }
}
