package dev.hooklane.source.run;

import dev.hooklane.config.KafkaSettings;
import dev.hooklane.source.Source;
import dev.hooklane.source.SourceGroups;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.CooperativeStickyAssignor;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * The Kafka clients of the sources: those that read are on the clusters of the sources, those that
 * write on Hooklane's own. Any thread may ask.
 */
public final class SourceClients {
    /** How long the partitions of a killed instance wait for it. */
    private static final Duration SESSION_TIMEOUT = Duration.ofSeconds(10);

    private static final Duration HEARTBEAT_INTERVAL = Duration.ofSeconds(1);

    /**
     * A transaction that an instance left open holds up the fan-out. It ends after this time, or as
     * soon as another instance claims its partitions.
     */
    private static final Duration TRANSACTION_TIMEOUT = Duration.ofSeconds(10);

    private static final Duration BLOCKED_MAX = Duration.ofSeconds(5);
    private static final Duration DELIVERY_TIMEOUT = Duration.ofSeconds(8);

    /** One transaction's worth: it stays short, and so do the turns of other sources. */
    private static final int POLL_RECORDS = 500;

    /**
     * How much a source holds in memory that it has fetched, as brokers send it: the bound of a
     * flood.
     */
    private static final int FETCH_BYTES = 8 << 20;

    /** How much it holds unpacked; a compressed batch may be a thousand times as large then. */
    private static final int POLL_BYTES = 8 << 20;

    private static final int PARTITION_FETCH_BYTES = 1 << 20;

    /** A rejected record may be as large as any that the rejected topic accepts. */
    private static final int REQUEST_BYTES = 2 << 20;

    private final String prefix;
    private final String instance;
    private final KafkaSettings own;
    private final Map<String, KafkaSettings> clusters;

    /**
     * @param prefix of the names of Hooklane's topics
     * @param instance the name of this instance
     * @param own Hooklane's own cluster
     * @param others further clusters, by name
     */
    public SourceClients(
            String prefix, String instance, KafkaSettings own, Map<String, KafkaSettings> others) {
        this.prefix = prefix;
        this.instance = instance;
        this.own = own;
        Map<String, KafkaSettings> all = new TreeMap<>(others);
        all.put(Source.OWN_CLUSTER, own);
        clusters = Map.copyOf(all);
    }

    /** Returns the names of the clusters that a source may read from. */
    public Set<String> clusters() {
        return clusters.keySet();
    }

    /** Returns a client for topics of that cluster; the caller closes it. */
    public Admin admin(String cluster) {
        return Admin.create(settings(cluster).clientProperties());
    }

    private KafkaSettings settings(String cluster) {
        return Optional.ofNullable(clusters.get(cluster))
                .orElseThrow(() ->
                        new IllegalArgumentException(
                                "cluster %s is not in sources.clusters".formatted(cluster)));
    }

    /** Returns the name under which this instance writes for the source. */
    String writer(Source source) {
        return writers(source) + instance;
    }

    /** Returns the name of the instance that writes for the source under this name. */
    Optional<String> instance(Source source, String writer) {
        return Optional.of(writer)
                .filter(id -> id.startsWith(writers(source)))
                .map(id -> id.substring(writers(source).length()));
    }

    private String writers(Source source) {
        return "%s%s-".formatted(SourceGroups.transactions(prefix), source.name());
    }

    /**
     * Returns a member of the source's group. Nothing is read before a position is set.
     *
     * @param ownClusterId the id of Hooklane's own cluster
     */
    Consumer<byte[], byte[]> member(Source source, String ownClusterId) {
        Map<String, Object> settings = reading(settings(source.cluster()).memberProperties());
        settings.put(ConsumerConfig.CLIENT_ID_CONFIG, "hooklane-source-" + source.name());
        settings.put(
                ConsumerConfig.GROUP_ID_CONFIG,
                SourceGroups.group(prefix, source.name(), ownClusterId));
        settings.put(ConsumerConfig.GROUP_PROTOCOL_CONFIG, "classic");
        settings.put(ConsumerConfig.GROUP_INSTANCE_ID_CONFIG, instance);
        // A partition that stays with an instance is neither given up nor claimed again.
        settings.put(
                ConsumerConfig.PARTITION_ASSIGNMENT_STRATEGY_CONFIG,
                CooperativeStickyAssignor.class.getName());
        settings.put(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG, (int) SESSION_TIMEOUT.toMillis());
        settings.put(
                ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG, (int) HEARTBEAT_INTERVAL.toMillis());
        settings.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, POLL_RECORDS);
        return consumer(settings);
    }

    /** Returns a consumer without a group, for one look; the caller closes it. */
    Consumer<byte[], byte[]> looker(String cluster) {
        Map<String, Object> settings = reading(settings(cluster).consumerProperties());
        settings.put(ConsumerConfig.CLIENT_ID_CONFIG, "hooklane-source-look");
        settings.put(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, (int) BLOCKED_MAX.toMillis());
        return consumer(settings);
    }

    private static Map<String, Object> reading(Map<String, Object> cluster) {
        Map<String, Object> settings = new HashMap<>(cluster);
        settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        // The progress says where to read, and the offsets of the group say nothing.
        settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "none");
        settings.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        settings.put(ConsumerConfig.FETCH_MAX_BYTES_CONFIG, FETCH_BYTES);
        settings.put(ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG, PARTITION_FETCH_BYTES);
        return settings;
    }

    private static Consumer<byte[], byte[]> consumer(Map<String, Object> settings) {
        return BoundedConsumer.of(settings, POLL_BYTES);
    }

    /**
     * Returns a producer for each of the {@link TransactionalIds} of the source's {@link #writer},
     * on Hooklane's own cluster.
     */
    List<Producer<byte[], byte[]>> producers(Source source) {
        return TransactionalIds.of(writer(source)).stream()
                .map(id -> producer(source, id))
                .toList();
    }

    private Producer<byte[], byte[]> producer(Source source, String transactionalId) {
        Map<String, Object> settings = own.producerProperties();
        settings.put(ProducerConfig.CLIENT_ID_CONFIG, "hooklane-source-" + source.name());
        settings.put(ProducerConfig.TRANSACTIONAL_ID_CONFIG, transactionalId);
        settings.put(
                ProducerConfig.TRANSACTION_TIMEOUT_CONFIG, (int) TRANSACTION_TIMEOUT.toMillis());
        settings.put(ProducerConfig.ACKS_CONFIG, "all");
        settings.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        settings.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, (int) DELIVERY_TIMEOUT.toMillis());
        settings.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, (int) BLOCKED_MAX.toMillis());
        settings.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, REQUEST_BYTES);
        // The commit sends what is left, so nothing waits for more.
        settings.put(ProducerConfig.LINGER_MS_CONFIG, 0);
        return new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
    }
}
