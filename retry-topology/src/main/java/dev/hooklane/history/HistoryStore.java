package dev.hooklane.history;

import dev.hooklane.delivery.DeliveryHistory;
import dev.hooklane.delivery.DeliveryId;
import dev.hooklane.delivery.SourceEvent;
import dev.hooklane.endpoint.EndpointId;
import dev.hooklane.erasure.Erasures;
import dev.hooklane.event.AccountId;
import dev.hooklane.state.StateFolder;
import dev.hooklane.statistics.AccountStatistics;
import dev.hooklane.statistics.EndpointStatistics;
import dev.hooklane.topic.Topics;
import dev.hooklane.unreadable.CarefulClients;
import dev.hooklane.unreadable.Unreadable;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.errors.ProcessorStateException;
import org.apache.kafka.streams.state.HostInfo;

/**
 * Looks up deliveries in the history that this instance keeps, which is its share of the
 * partitions. Any thread may ask.
 */
public final class HistoryStore implements AutoCloseable {
    /** How long a look-up waits for a store that is being opened, assigned or restored. */
    public static final Duration PATIENCE = Duration.ofSeconds(5);

    private final HistoryStreams streams;
    private final Unreadable unreadable;
    private final HistoryParts parts;
    private final HostInfo self;
    private final Erasures erasures;

    private HistoryStore(
            HistoryStreams streams,
            Unreadable unreadable,
            HistoryParts parts,
            HostInfo self,
            Erasures erasures) {
        this.streams = streams;
        this.unreadable = unreadable;
        this.parts = parts;
        this.self = self;
        this.erasures = erasures;
    }

    /**
     * Starts to follow the history topic and returns at once; {@link #ready} reports when it can
     * answer.
     *
     * @param kafka the client settings that reach the brokers
     * @param stateDir where the store is kept; all of it can be rebuilt from Kafka
     * @param instance this instance's name, the same after a restart
     * @param self {@code host:port} under which other instances reach this one's API
     * @param standbys how many other instances keep a copy of each partition
     * @param erasures what is neither returned nor kept
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
                        stateDir,
                        settings.getProperty(StreamsConfig.APPLICATION_ID_CONFIG),
                        HistoryRecords::standsNewestFirst);
        HistoryStreams streams =
                HistoryStreams.start(
                        () ->
                                new KafkaStreams(
                                        HistoryTopology.build(
                                                topics, erasures, InstantSource.system()),
                                        settings,
                                        new CarefulClients(unreadable)),
                        state);
        HostInfo host =
                HostInfo.buildFromEndpoint(
                        settings.getProperty(StreamsConfig.APPLICATION_SERVER_CONFIG));
        return new HistoryStore(
                streams,
                unreadable,
                new HistoryParts(streams::current, unreadable, topics.history(), host),
                host,
                erasures);
    }

    /**
     * Reports whether the store has caught up with the part of the topic that was read before, and
     * can answer.
     */
    public boolean ready() {
        return streams.current().state() == KafkaStreams.State.RUNNING;
    }

    /**
     * Returns the partitions of the history that can't be read; they are set aside, and the others
     * still answer.
     */
    public Unreadable unreadable() {
        return unreadable;
    }

    /**
     * Returns which instances hold which part of the history.
     *
     * @throws HistoryUnavailableException if that is not settled within {@link #PATIENCE}
     */
    public HistoryHolders holders() {
        return parts.patiently(() -> HistoryHolders.of(streams.current()));
    }

    /**
     * Passes the Kafka Streams application that follows the topic to {@code watcher}, and each one
     * that replaces it.
     */
    public void watchedBy(Consumer<KafkaStreams> watcher) {
        streams.watchedBy(watcher);
    }

    /**
     * Returns how much this instance keeps now, including copies of other instances' parts.
     *
     * @throws HistoryUnavailableException if the size can't be read now
     */
    public HistorySize size() {
        return parts.size();
    }

    /** Returns the name under which other instances know this one. */
    public HostInfo self() {
        return self;
    }

    /**
     * Returns the delivery's latest history record.
     *
     * @throws HistoryUnavailableException if this instance can't answer within {@link #PATIENCE}
     */
    public Optional<DeliveryHistory> find(DeliveryId delivery) {
        return read(() -> parts.of(delivery.endpoint()).find(delivery)).filter(this::isKept);
    }

    /**
     * Continues a walk through an endpoint's deliveries.
     *
     * @throws HistoryUnavailableException if this instance can't answer within {@link #PATIENCE}
     */
    public HistoryStretch walk(HistoryWalk walk) {
        HistoryStretch stretch = read(() -> parts.of(walk.endpoint()).walk(walk));
        return new HistoryStretch(
                stretch.found().stream().filter(this::isKept).toList(),
                stretch.last(),
                stretch.isEnd());
    }

    /**
     * Returns the partitions whose history this instance owns, by the assignment that it knows.
     *
     * @throws HistoryUnavailableException if nothing is assigned yet
     */
    public Set<Integer> owned() {
        HistoryHolders holders = HistoryHolders.of(streams.current());
        return holders.partitions().stream()
                .filter(partition -> holders.of(partition).indexOf(self) == 0)
                .collect(Collectors.toSet());
    }

    /**
     * Returns the matching deliveries in these partitions. A query that names no endpoints, no
     * event, and no status other than delivered finds only deliveries whose records came last, and
     * has no further page.
     *
     * @throws HistoryUnavailableException if this instance can't answer within {@link #PATIENCE}
     */
    public HistoryPage<DeliveryHistory> page(HistoryQuery query, Set<Integer> partitions) {
        HistoryPage<DeliveryHistory> page =
                read(() -> HistoryRecords.page(query, parts.of(query, partitions)));
        return new HistoryPage<>(page.items().stream().filter(this::isKept).toList(), page.next());
    }

    /**
     * Returns the statistics of those of {@code endpoints} that are in these partitions.
     *
     * @throws HistoryUnavailableException if this instance can't answer within {@link #PATIENCE}
     */
    public List<EndpointStatistics> statistics(Set<EndpointId> endpoints, Set<Integer> partitions) {
        return read(() -> {
            HistoryHolders holders = HistoryHolders.of(streams.current());
            return partitions.stream()
                    .flatMap(partition ->
                            parts
                                    .of(partition, holders)
                                    .statistics(in(partition, endpoints, holders))
                                    .stream())
                    .toList();
        });
    }

    /**
     * Returns the statistics that these partitions have of an account.
     *
     * @param account empty for all accounts
     * @throws HistoryUnavailableException if this instance can't answer within {@link #PATIENCE}
     */
    public AccountStatistics statistics(Optional<AccountId> account, Set<Integer> partitions) {
        return read(() -> {
            HistoryHolders holders = HistoryHolders.of(streams.current());
            return AccountStatistics.sum(
                    partitions.stream()
                            .map(each -> parts.of(each, holders).statistics(account))
                            .toList());
        });
    }

    /**
     * Returns how many deliveries of those of {@code endpoints} that are in these partitions wait
     * for an attempt after a failed one.
     *
     * @throws HistoryUnavailableException if this instance can't answer within {@link #PATIENCE}
     */
    public WaitingDeliveries waiting(Set<EndpointId> endpoints, Set<Integer> partitions) {
        return read(() -> {
            HistoryHolders holders = HistoryHolders.of(streams.current());
            return partitions.stream()
                    .map(each -> parts.of(each, holders).waiting(in(each, endpoints, holders)))
                    .reduce(WaitingDeliveries.NONE, WaitingDeliveries::plus);
        });
    }

    /**
     * Reads from this instance's parts, once they are there. If the disk is damaged, a rebuild
     * begins.
     */
    private <T> T read(Supplier<T> reading) {
        try {
            return parts.patiently(reading);
        } catch (ProcessorStateException e) {
            throw HistoryUnavailableException.ofDisk(e, streams.rebuildIfDamage(e));
        }
    }

    private static Set<EndpointId> in(
            int partition, Set<EndpointId> endpoints, HistoryHolders holders) {
        return endpoints.stream()
                .filter(endpoint -> holders.partition(endpoint) == partition)
                .collect(Collectors.toSet());
    }

    /**
     * Reports whether a history may be returned. An erased one is hidden at once, even if its
     * removal has not yet arrived here.
     */
    private boolean isKept(DeliveryHistory history) {
        SourceEvent event = history.event();
        return !erasures.covers(event.account(), event.id(), event.publishedAt());
    }

    /**
     * Stops following the topic. The instance stays a member of its group for the session timeout,
     * Kafka's 45 s. If it restarts in that time with this name and disk, it continues at once.
     * Another instance would first have to rebuild its part, and could not answer until then.
     */
    @Override
    public void close() {
        streams.close();
    }
}
