package dev.hooklane.kafka;

import dev.hooklane.config.HooklaneConfig;
import dev.hooklane.delay.BrokerClock;
import dev.hooklane.poll.LaneClients;
import dev.hooklane.topic.Topics;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.function.Function;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.RangeAssignor;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;

/**
 * The Kafka clients of one instance: the operator's settings, overridden by those that safety
 * depends on.
 */
public final class KafkaClients implements LaneClients {
    /** How long a killed instance's partitions wait for it. */
    public static final Duration SESSION_TIMEOUT = Duration.ofSeconds(10);

    /** How long new partitions of a topic wait to be read if no instance is restarted. */
    public static final Duration PARTITIONS_KNOWN_WITHIN = Duration.ofSeconds(15);

    /**
     * The other members learn from it that partitions have become free, so they wait this much
     * longer.
     */
    public static final Duration HEARTBEAT_INTERVAL = Duration.ofSeconds(1);

    /** A transaction that an instance left open ends after this time, and its readers continue. */
    private static final Duration TRANSACTION_TIMEOUT = Duration.ofSeconds(15);

    private static final Duration BLOCKED_MAX = Duration.ofSeconds(5);
    private static final Duration DELIVERY_TIMEOUT = Duration.ofSeconds(8);
    private static final int POLL_RECORDS = 1_000;

    /** How much one partition returns in one fetch, and so holds in memory while it is paused. */
    private static final int PARTITION_FETCH_BYTES = 256 * 1024;

    /** Rejected records may be as large as any topic takes, plus the reason. */
    public static final int REQUEST_BYTES = 2 << 20;

    private final HooklaneConfig config;
    private final BrokerClock clock;
    private final KafkaContact contact;

    /** Makes clients that don't need the brokers' time. */
    public KafkaClients(HooklaneConfig config) {
        this(config, new BrokerClock(InstantSource.system(), System::nanoTime));
    }

    /**
     * @param clock learns the brokers' time from records that are sent
     */
    public KafkaClients(HooklaneConfig config, BrokerClock clock) {
        this(config, clock, new KafkaContact(System::nanoTime));
    }

    /**
     * @param contact is told of each answer that the consumer gets
     */
    public KafkaClients(HooklaneConfig config, BrokerClock clock, KafkaContact contact) {
        this.config = config;
        this.clock = clock;
        this.contact = contact;
    }

    /** Returns a client for topics; the caller closes it. */
    public Admin admin() {
        return Admin.create(config.kafka().clientProperties());
    }

    /** Returns what a client for topics is asked, and drops what is unanswered by then. */
    public <T> T ask(Function<Admin, T> question) {
        Admin admin = admin();
        try {
            return question.apply(admin);
        } finally {
            // By default it would wait a minute for brokers that are away.
            admin.close(Duration.ZERO);
        }
    }

    @Override
    public Consumer<byte[], byte[]> consumer() {
        Map<String, Object> settings = config.kafka().memberProperties();
        settings.put(ConsumerConfig.CLIENT_ID_CONFIG, "hooklane-delivery");
        settings.put(
                ConsumerConfig.GROUP_ID_CONFIG, Topics.deliveryGroup(config.topics().prefix()));
        // A static member that was killed gets its partitions at once when it is back. The newer
        // group protocol refuses it until the old session has ended.
        settings.put(ConsumerConfig.GROUP_PROTOCOL_CONFIG, "classic");
        settings.put(ConsumerConfig.GROUP_INSTANCE_ID_CONFIG, config.instance());
        // Gives each instance the same partition numbers of every topic: a lane has one owner.
        settings.put(
                ConsumerConfig.PARTITION_ASSIGNMENT_STRATEGY_CONFIG, RangeAssignor.class.getName());
        settings.put(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG, (int) SESSION_TIMEOUT.toMillis());
        settings.put(
                ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG, (int) HEARTBEAT_INTERVAL.toMillis());
        settings.putIfAbsent(
                ConsumerConfig.METADATA_MAX_AGE_CONFIG, (int) PARTITIONS_KNOWN_WITHIN.toMillis());
        settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        settings.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        settings.putIfAbsent(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, POLL_RECORDS);
        settings.putIfAbsent(
                ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG, PARTITION_FETCH_BYTES);
        return new PacedConsumer(settings, contact);
    }

    @Override
    public Producer<byte[], byte[]> producer(int number) {
        return transactional(config.instance() + (number == 0 ? "" : "~" + number));
    }

    /**
     * Returns a producer that no instance has, to measure the brokers' time beside a running one.
     */
    public Producer<byte[], byte[]> probe() {
        // No instance's name has a ~.
        return transactional("~probe");
    }

    private Producer<byte[], byte[]> transactional(String name) {
        Map<String, Object> settings = durable("hooklane-outcomes");
        // The next process with this id ends the transaction that a killed one left open.
        settings.put(
                ProducerConfig.TRANSACTIONAL_ID_CONFIG,
                Topics.deliveryGroup(config.topics().prefix()) + "-" + name);
        settings.put(
                ProducerConfig.TRANSACTION_TIMEOUT_CONFIG, (int) TRANSACTION_TIMEOUT.toMillis());
        settings.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, REQUEST_BYTES);
        settings.putIfAbsent(ProducerConfig.LINGER_MS_CONFIG, 2);
        settings.putIfAbsent(ProducerConfig.BATCH_SIZE_CONFIG, 128 * 1024);
        return new TimedProducer(settings, clock);
    }

    private Map<String, Object> durable(String clientId) {
        Map<String, Object> settings = config.kafka().producerProperties();
        settings.put(ProducerConfig.CLIENT_ID_CONFIG, clientId);
        settings.put(ProducerConfig.ACKS_CONFIG, "all");
        settings.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        settings.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, (int) DELIVERY_TIMEOUT.toMillis());
        settings.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, (int) BLOCKED_MAX.toMillis());
        return settings;
    }
}
