package dev.hooklane.topology;

import dev.hooklane.delivery.DeliveryHistory;
import dev.hooklane.delivery.DeliveryId;
import dev.hooklane.delivery.SourceEvent;
import dev.hooklane.endpoint.EndpointId;
import dev.hooklane.erasure.Erasures;
import dev.hooklane.state.StateFolder;
import dev.hooklane.statistics.EndpointStatistics;
import dev.hooklane.supervision.OutOfMemory;
import dev.hooklane.unreadable.CarefulClients;
import dev.hooklane.unreadable.Unreadable;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StoreQueryParameters;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.errors.InvalidStateStoreException;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse;
import org.apache.kafka.streams.state.HostInfo;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Answers what became of a delivery, from the history that this instance keeps: that of its share
 * of the partitions. Any thread may ask.
 */
public final class HistoryStore implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(HistoryStore.class);
    private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(5);

    /** How long a look-up waits for a store that is just being opened, assigned or restored. */
    public static final Duration PATIENCE = Duration.ofSeconds(5);

    private static final Duration PAUSE = Duration.ofMillis(20);

    /** The longest pause before a thread that died is replaced, so that failing costs little. */
    static final Duration LONGEST_PAUSE_BEFORE_REPLACING = Duration.ofSeconds(30);

    private final KafkaStreams streams;
    private final Unreadable unreadable;
    private final String topic;
    private final HostInfo self;
    private final Erasures erasures;
    private final AtomicInteger replacements = new AtomicInteger();

    private HistoryStore(
            KafkaStreams streams,
            Unreadable unreadable,
            String topic,
            HostInfo self,
            Erasures erasures) {
        this.streams = streams;
        this.unreadable = unreadable;
        this.topic = topic;
        this.self = self;
        this.erasures = erasures;
    }

    /**
     * Starts to follow the history topic; returns at once, {@link #ready} tells when it can answer.
     *
     * @param kafka how to reach the brokers
     * @param stateDir where the store is kept; all of it can be rebuilt from Kafka
     * @param instance this instance's name, the same after a restart
     * @param self {@code host:port} under which other instances reach this one's API
     * @param standbys how many other instances keep a copy of each partition
     * @param erasures what is not told of, nor kept
     */
    public static HistoryStore start(
            Topics topics,
            Map<String, ?> kafka,
            Path stateDir,
            String instance,
            String self,
            int standbys,
            Erasures erasures) {
        Properties settings =
                HistoryTopology.settings(topics, kafka, stateDir, instance, self, standbys);
        Unreadable unreadable = new Unreadable();
        StateFolder state =
                new StateFolder(
                        stateDir, settings.getProperty(StreamsConfig.APPLICATION_ID_CONFIG));
        state.heal();
        KafkaStreams streams =
                new KafkaStreams(
                        HistoryTopology.build(topics, erasures, InstantSource.system()),
                        settings,
                        new CarefulClients(unreadable));
        HistoryStore store =
                new HistoryStore(
                        streams,
                        unreadable,
                        topics.history(),
                        HostInfo.buildFromEndpoint(
                                settings.getProperty(StreamsConfig.APPLICATION_SERVER_CONFIG)),
                        erasures);
        streams.setUncaughtExceptionHandler(failure -> {
            state.noteIfDamage(failure);
            return store.replaceThread(failure);
        });
        streams.start();
        return store;
    }

    /** Whether it has caught up with the topic as far as it was read before, and can answer. */
    public boolean ready() {
        return streams.state() == KafkaStreams.State.RUNNING;
    }

    /** What of the history can't be read; it is set aside, and the rest is told. */
    public Unreadable unreadable() {
        return unreadable;
    }

    /**
     * Which instances have which part of the history.
     *
     * @throws HistoryUnavailableException if that is not settled within {@link #PATIENCE}
     */
    public HistoryHolders holders() {
        return patiently(() -> HistoryHolders.of(streams));
    }

    /** Has somebody watch the Kafka Streams application that follows the topic. */
    public void watchedBy(Consumer<KafkaStreams> watcher) {
        watcher.accept(streams);
    }

    /**
     * How much this instance keeps now, copies of other instances' parts included.
     *
     * @throws HistoryUnavailableException if it can't tell now
     */
    public HistorySize size() {
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

    /** This instance, as others name it. */
    public HostInfo self() {
        return self;
    }

    /**
     * The delivery's latest history record.
     *
     * @throws HistoryUnavailableException if this instance can't tell within {@link #PATIENCE}
     */
    public Optional<DeliveryHistory> find(DeliveryId delivery) {
        return patiently(() -> records(delivery.endpoint())).find(delivery).filter(this::isKept);
    }

    /**
     * Goes on through an endpoint's deliveries.
     *
     * @throws HistoryUnavailableException if this instance can't tell within {@link #PATIENCE}
     */
    public HistoryStretch walk(HistoryWalk walk) {
        HistoryStretch stretch = patiently(() -> records(walk.endpoint())).walk(walk);
        return new HistoryStretch(
                stretch.found().stream().filter(this::isKept).toList(),
                stretch.last(),
                stretch.isEnd());
    }

    /**
     * The partitions whose history this instance owns, by what it knows of the assignment.
     *
     * @throws HistoryUnavailableException if nothing is assigned yet
     */
    public Set<Integer> owned() {
        HistoryHolders holders = HistoryHolders.of(streams);
        return holders.partitions().stream()
                .filter(partition -> holders.of(partition).indexOf(self) == 0)
                .collect(Collectors.toSet());
    }

    /**
     * The deliveries that are asked for, of these partitions. A query names endpoints, an event, or
     * a status other than delivered.
     *
     * @throws HistoryUnavailableException if this instance can't tell within {@link #PATIENCE}
     */
    public HistoryPage<DeliveryHistory> page(HistoryQuery query, Set<Integer> partitions) {
        HistoryPage<DeliveryHistory> page =
                HistoryRecords.page(query, patiently(() -> parts(query, partitions)));
        return new HistoryPage<>(page.items().stream().filter(this::isKept).toList(), page.next());
    }

    /**
     * What came of the attempts of those of these endpoints that are in these partitions.
     *
     * @throws HistoryUnavailableException if this instance can't tell within {@link #PATIENCE}
     */
    public List<EndpointStatistics> statistics(Set<EndpointId> endpoints, Set<Integer> partitions) {
        return patiently(() -> {
            HistoryHolders holders = HistoryHolders.of(streams);
            return partitions.stream()
                    .flatMap(partition ->
                            records(partition, holders)
                                    .statistics(in(partition, endpoints, holders))
                                    .stream())
                    .toList();
        });
    }

    private static Set<EndpointId> in(
            int partition, Set<EndpointId> endpoints, HistoryHolders holders) {
        return endpoints.stream()
                .filter(endpoint -> holders.partition(endpoint) == partition)
                .collect(Collectors.toSet());
    }

    /** What is erased is untold from then on, though its removal may still be on its way here. */
    private boolean isKept(DeliveryHistory history) {
        SourceEvent event = history.event();
        return !erasures.covers(event.account(), event.id(), event.publishedAt());
    }

    /** The partitions' records, and of the query what is about each. */
    private Map<HistoryRecords, HistoryQuery> parts(HistoryQuery query, Set<Integer> partitions) {
        HistoryHolders holders = HistoryHolders.of(streams);
        Map<HistoryRecords, HistoryQuery> parts = new HashMap<>();
        for (int partition : partitions) {
            parts.put(
                    records(partition, holders),
                    query.where(endpoint -> holders.partition(endpoint) == partition));
        }
        return parts;
    }

    private HistoryRecords records(EndpointId endpoint) {
        HistoryHolders holders = HistoryHolders.of(streams);
        return records(holders.partition(endpoint), holders);
    }

    /** What this instance owns is whole; what it stands by for may be a moment behind. */
    private HistoryRecords records(int partition, HistoryHolders holders) {
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

    /** Looks again for a while, as long as the store is on its way to be readable. */
    private <T> T patiently(Supplier<T> look) {
        long end = System.nanoTime() + PATIENCE.toNanos();
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

    /** However often one dies: a store that gave up would stay behind until a restart. */
    private StreamThreadExceptionResponse replaceThread(Throwable failure) {
        OutOfMemory.endProcessIfCause(failure);
        Duration pause = pauseBeforeReplacing(replacements.incrementAndGet());
        log.error("history.thread_failed replaced_in_s={}", pause.toSeconds(), failure);
        // On the thread that dies; a close meanwhile does not wait for it beyond its timeout.
        LockSupport.parkNanos(pause.toNanos());
        return StreamThreadExceptionResponse.REPLACE_THREAD;
    }

    /** The first ones at once, as most of what fails is over by then. */
    static Duration pauseBeforeReplacing(int deaths) {
        Duration doubled = Duration.ofMillis(100L << Math.min(deaths - 1, 10));
        return doubled.compareTo(LONGEST_PAUSE_BEFORE_REPLACING) < 0
                ? doubled
                : LONGEST_PAUSE_BEFORE_REPLACING;
    }

    /** Stops following; with its instance name kept, the next start goes on at once. */
    @Override
    public void close() {
        streams.close(CLOSE_TIMEOUT);
    }
}
