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
 * The parts of the history that this instance has, one store of Kafka Streams for each partition.
 * Any thread may ask.
 */
final class HistoryParts {
    private static final Duration PAUSE = Duration.ofMillis(20);

    private final KafkaStreams streams;
    private final Unreadable unreadable;
    private final String topic;
    private final HostInfo self;

    HistoryParts(KafkaStreams streams, Unreadable unreadable, String topic, HostInfo self) {
        this.streams = streams;
        this.unreadable = unreadable;
        this.topic = topic;
        this.self = self;
    }

    /** The part with that endpoint's deliveries. */
    HistoryRecords of(EndpointId endpoint) {
        HistoryHolders holders = HistoryHolders.of(streams);
        return of(holders.partition(endpoint), holders);
    }

    /** What this instance owns is whole; what it stands by for may be a moment behind. */
    HistoryRecords of(int partition, HistoryHolders holders) {
        // What is behind is not told: it would pass for the latest.
        HistoryUnavailableException.throwIfUnreadable(unreadable, topic, partition);
        boolean owned = holders.of(partition).indexOf(self) == 0;
        StoreQueryParameters<List<HistoryRecords>> wanted =
                StoreQueryParameters.fromNameAndType(HistoryTopology.STORE, HistoryRecords.type())
                        .withPartition(partition);
        try {
            return streams.store(owned ? wanted : wanted.enableStaleStores()).getFirst();
        } catch (InvalidStateStoreException | IllegalStateException | NoSuchElementException e) {
            throw HistoryUnavailableException.of(streams.state(), e);
        }
    }

    /** These partitions' parts, and of the query what is about each. */
    Map<HistoryRecords, HistoryQuery> of(HistoryQuery query, Set<Integer> partitions) {
        HistoryHolders holders = HistoryHolders.of(streams);
        Map<HistoryRecords, HistoryQuery> parts = new HashMap<>();
        for (int partition : partitions) {
            parts.put(
                    of(partition, holders),
                    query.where(endpoint -> holders.partition(endpoint) == partition));
        }
        return parts;
    }

    /** How much there is in all of them, copies of other instances' parts included. */
    HistorySize size() {
        try {
            List<HistoryRecords> kept =
                    streams.store(
                            StoreQueryParameters.fromNameAndType(
                                            HistoryTopology.STORE, HistoryRecords.type())
                                    .enableStaleStores());
            return new HistorySize(
                    kept.size(), kept.stream().mapToLong(HistoryRecords::diskBytes).sum());
        } catch (InvalidStateStoreException | IllegalStateException e) {
            throw HistoryUnavailableException.of(streams.state(), e);
        }
    }

    /** Looks again for a while, as long as the store is on its way to be readable. */
    <T> T patiently(Supplier<T> look) {
        long end = System.nanoTime() + HistoryStore.PATIENCE.toNanos();
        while (true) {
            try {
                return look.get();
            } catch (HistoryUnavailableException e) {
                if (System.nanoTime() - end >= 0
                        || !e.isSoonOver()
                        || streams.state().isShuttingDown()) {
                    throw e;
                }
                LockSupport.parkNanos(PAUSE.toNanos());
            }
        }
    }
}
