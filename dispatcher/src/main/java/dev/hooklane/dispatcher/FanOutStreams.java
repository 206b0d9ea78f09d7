package dev.hooklane.dispatcher;

import dev.hooklane.config.FanOutSettings;
import dev.hooklane.config.FanOutSettings.ProcessingGuarantee;
import dev.hooklane.config.HooklaneConfig;
import dev.hooklane.supervision.OutOfMemory;
import dev.hooklane.topology.FirstPublishedRocksDb;
import dev.hooklane.topology.Topics;
import java.time.Duration;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.streams.CloseOptions;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs the fan-out topology, or the endpoints alone, and starts it anew whenever Kafka Streams has
 * given up. Any thread may use it.
 */
final class FanOutStreams implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(FanOutStreams.class);
    private static final Duration PAUSE = Duration.ofSeconds(2);
    private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(5);
    private static final Duration SESSION_TIMEOUT = Duration.ofSeconds(10);

    private final Supplier<Topology> topology;
    private final Consumer<KafkaStreams> watcher;
    private final Properties settings;
    private final AtomicBoolean closed = new AtomicBoolean();
    private volatile KafkaStreams streams;

    private FanOutStreams(
            Supplier<Topology> topology, Properties settings, Consumer<KafkaStreams> watcher) {
        this.topology = topology;
        this.watcher = watcher;
        this.settings = settings;
        this.streams = create();
    }

    /**
     * Starts at once; {@link #isReady} tells when it works.
     *
     * @param watcher is told of each application that is started
     */
    static FanOutStreams start(
            HooklaneConfig config, Supplier<Topology> topology, Consumer<KafkaStreams> watcher) {
        FanOutStreams fanOut = new FanOutStreams(topology, settings(config), watcher);
        fanOut.streams.start();
        return fanOut;
    }

    /** Whether all endpoints are known, and, with the fan-out, events are being read. */
    boolean isReady() {
        return streams.state() == KafkaStreams.State.RUNNING;
    }

    private KafkaStreams create() {
        KafkaStreams made = new KafkaStreams(topology.get(), settings, new FanOutClients());
        made.setUncaughtExceptionHandler(failure -> {
            OutOfMemory.endProcessIfCause(failure);
            log.error("fan-out.thread_failed", failure);
            return StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
        });
        made.setStateListener((state, _) -> {
            if (state == KafkaStreams.State.ERROR && !closed.get()) {
                Thread.ofVirtual().name("fan-out-restart").start(() -> restart(made));
            }
        });
        watcher.accept(made);
        return made;
    }

    private void restart(KafkaStreams failed) {
        failed.close(CLOSE_TIMEOUT);
        try {
            Thread.sleep(PAUSE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return;
        }
        synchronized (this) {
            if (!closed.get()) {
                log.warn("fan-out.restarts");
                streams = create();
                streams.start();
            }
        }
    }

    /** Finishes the event in hand, commits, and gives its partitions to the other instances. */
    @Override
    public void close() {
        closed.set(true);
        synchronized (this) {
            streams.close(
                    CloseOptions.timeout(CLOSE_TIMEOUT)
                            .withGroupMembershipOperation(
                                    CloseOptions.GroupMembershipOperation.LEAVE_GROUP));
        }
    }

    static Properties settings(HooklaneConfig config) {
        FanOutSettings fanOut = config.fanOut();
        Properties settings = new Properties();
        settings.putAll(config.kafka().streamsProperties());
        settings.put(
                StreamsConfig.APPLICATION_ID_CONFIG,
                Topics.fanOutApplication(config.topics().prefix()));
        settings.put(StreamsConfig.CLIENT_ID_CONFIG, "hooklane-fan-out");
        settings.put(StreamsConfig.STATE_DIR_CONFIG, config.stateDir().toString());
        settings.put(StreamsConfig.NUM_STREAM_THREADS_CONFIG, fanOut.threads());
        settings.put(StreamsConfig.COMMIT_INTERVAL_MS_CONFIG, fanOut.commitInterval().toMillis());
        settings.put(
                StreamsConfig.PROCESSING_GUARANTEE_CONFIG,
                fanOut.processingGuarantee() == ProcessingGuarantee.EXACTLY_ONCE
                        ? StreamsConfig.EXACTLY_ONCE_V2
                        : StreamsConfig.AT_LEAST_ONCE);
        settings.put(StreamsConfig.ROCKSDB_CONFIG_SETTER_CLASS_CONFIG, FirstPublishedRocksDb.class);
        settings.put(StreamsConfig.ENSURE_EXPLICIT_INTERNAL_RESOURCE_NAMING_CONFIG, true);
        // Its constant is deprecated already, since the next major release always has it so.
        settings.put("processing.exception.handler.global.enabled", true);
        putForConsumer(settings, ConsumerConfig.GROUP_INSTANCE_ID_CONFIG, config.instance());
        putForConsumer(
                settings,
                ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG,
                (int) SESSION_TIMEOUT.toMillis());
        putForConsumer(
                settings,
                ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG,
                (int) SESSION_TIMEOUT.dividedBy(4).toMillis());
        putForConsumer(settings, ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        settings.put(StreamsConfig.producerPrefix(ProducerConfig.ACKS_CONFIG), "all");
        // Kafka Streams waits 100 ms for a batch unless told otherwise; an event is to leave at
        // once.
        settings.putIfAbsent(StreamsConfig.producerPrefix(ProducerConfig.LINGER_MS_CONFIG), 0);
        // What comes while a request is on its way gathers for the next one: under load, deliveries
        // share the cost of a request, and alone none waits.
        settings.put(
                StreamsConfig.producerPrefix(ProducerConfig.MAX_IN_FLIGHT_REQUESTS_PER_CONNECTION),
                1);
        settings.putIfAbsent(
                StreamsConfig.producerPrefix(ProducerConfig.BATCH_SIZE_CONFIG), 64 * 1024);
        settings.put(
                StreamsConfig.producerPrefix(ProducerConfig.MAX_REQUEST_SIZE_CONFIG),
                KafkaClients.REQUEST_BYTES);
        return settings;
    }

    private static void putForConsumer(Properties settings, String name, Object value) {
        settings.put(StreamsConfig.mainConsumerPrefix(name), value);
    }
}
