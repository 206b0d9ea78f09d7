package dev.hooklane.streams;

import dev.hooklane.config.FanOutSettings;
import dev.hooklane.config.FanOutSettings.ProcessingGuarantee;
import dev.hooklane.config.HooklaneConfig;
import dev.hooklane.config.StartRefusedException;
import dev.hooklane.fanout.EndpointFeed;
import dev.hooklane.fanout.FanOutMeter;
import dev.hooklane.fanout.FanOutRocksDb;
import dev.hooklane.fanout.FaultHandlers;
import dev.hooklane.fanout.Flushes;
import dev.hooklane.kafka.KafkaClients;
import dev.hooklane.kafka.KafkaContact;
import dev.hooklane.metrics.FanOutMeters;
import dev.hooklane.state.StateFolder;
import dev.hooklane.supervision.OutOfMemory;
import dev.hooklane.supervision.StopsInTime;
import dev.hooklane.topic.Topics;
import dev.hooklane.unreadable.Unreadable;
import java.time.Duration;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.streams.CloseOptions;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.errors.StreamsException;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs the fan-out topology, or the endpoints alone, and restarts it whenever Kafka Streams gives
 * up, each time after a longer pause. Any thread may use it.
 */
public final class FanOutStreams implements StopsInTime {
    private static final Logger log = LoggerFactory.getLogger(FanOutStreams.class);
    private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(5);

    private final EndpointFeed feed;
    private final Supplier<Topology> topology;
    private final Consumer<KafkaStreams> watcher;
    private final Properties settings;
    private final FanOutClients clients;
    private final KafkaContact contact;
    private final FanOutTrouble trouble;
    private final StateFolder state;
    private final Restarts restarts = new Restarts();
    private final CountDownLatch closing = new CountDownLatch(1);
    private volatile long startedAt = System.nanoTime();
    private volatile KafkaStreams streams;

    private FanOutStreams(
            EndpointFeed feed,
            Supplier<Topology> topology,
            Properties settings,
            FanOutClients clients,
            KafkaContact contact,
            Consumer<KafkaStreams> watcher,
            FanOutTrouble trouble,
            StateFolder state) {
        this.feed = feed;
        this.topology = topology;
        this.watcher = watcher;
        this.settings = settings;
        this.clients = clients;
        this.contact = contact;
        this.trouble = trouble;
        this.state = state;
        this.streams = create();
    }

    /**
     * Starts at once; {@link #problem} returns an empty text once it works.
     *
     * @param feed the feed with which the topology follows the endpoints
     * @param watcher is told of each application that is started
     * @param contact is told of each answer that its consumers get
     * @param flushes counts how often its producers are flushed
     * @throws StartRefusedException if its folder can't be used
     */
    public static FanOutStreams start(
            HooklaneConfig config,
            EndpointFeed feed,
            Supplier<Topology> topology,
            Consumer<KafkaStreams> watcher,
            FanOutMeters meters,
            KafkaContact contact,
            Flushes flushes) {
        FanOutTrouble trouble = new FanOutTrouble(config.stateDir(), meters);
        Properties settings = settings(config, meters);
        try {
            FanOutStreams fanOut =
                    new FanOutStreams(
                            feed,
                            topology,
                            settings,
                            new FanOutClients(
                                    feed, config.topicNames().rejected(), contact, flushes),
                            contact,
                            watcher,
                            trouble,
                            new StateFolder(
                                    config.stateDir(),
                                    settings.getProperty(StreamsConfig.APPLICATION_ID_CONFIG)));
            fanOut.streams.start();
            // The start returns once the endpoints are read up to the end that their topic had.
            feed.caughtUp();
            return fanOut;
        } catch (StreamsException e) {
            if (FanOutTrouble.isOfStateDir(e)) {
                throw new StartRefusedException(List.of(trouble.describe(e)));
            }
            throw e;
        }
    }

    /**
     * Returns why not all endpoints are known or, with the fan-out, why no events are being read;
     * empty if all is well. Kafka Streams reports that it is running even if every broker is down.
     */
    public String problem() {
        return streams.state() == KafkaStreams.State.RUNNING
                ? contact.problem()
                : trouble.latest().orElse("Kafka Streams is not running");
    }

    /** Returns which events can't be read; they are set aside, and the rest is fanned out. */
    public Unreadable unreadable() {
        return clients.unreadable();
    }

    private KafkaStreams create() {
        startedAt = System.nanoTime();
        state.heal();
        KafkaStreams made = new KafkaStreams(topology.get(), settings, clients);
        made.setUncaughtExceptionHandler(failure -> {
            OutOfMemory.endProcessIfCause(failure);
            trouble.failed(failure);
            state.noteIfDamage(failure);
            return StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
        });
        made.setStateListener((state, _) -> {
            if (state == KafkaStreams.State.RUNNING) {
                trouble.over();
            } else if (state == KafkaStreams.State.ERROR && closing.getCount() > 0) {
                feed.startsOver();
                Thread.ofVirtual().name("fan-out-restart").start(() -> restart(made));
            }
        });
        watcher.accept(made);
        return made;
    }

    private void restart(KafkaStreams failed) {
        failed.close(CLOSE_TIMEOUT);
        do {
            Duration pause = restarts.next(Duration.ofNanos(System.nanoTime() - startedAt));
            log.warn("fan-out.restarts in={} because {}", pause, trouble.latest().orElse("-"));
            if (isClosedWithin(pause)) {
                return;
            }
        } while (!startAnew());
    }

    private boolean isClosedWithin(Duration pause) {
        try {
            return closing.await(pause.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        }
    }

    /** Restarts it; returns true if that worked, or it is being closed. */
    private synchronized boolean startAnew() {
        if (closing.getCount() == 0) {
            return true;
        }
        trouble.restarts();
        try {
            streams = create();
            streams.start();
            feed.caughtUp();
            return true;
        } catch (RuntimeException e) {
            trouble.failed(e);
            state.noteIfDamage(e);
            return false;
        }
    }

    @Override
    public void beginStop() {
        stopWithin(Duration.ZERO);
    }

    /** Finishes the event in hand, commits, and gives its partitions to the other instances. */
    @Override
    public void close() {
        stopWithin(CLOSE_TIMEOUT);
    }

    private void stopWithin(Duration timeout) {
        closing.countDown();
        synchronized (this) {
            streams.close(
                    CloseOptions.timeout(timeout)
                            .withGroupMembershipOperation(
                                    CloseOptions.GroupMembershipOperation.LEAVE_GROUP));
        }
    }

    static Properties settings(HooklaneConfig config, FanOutMeter meter) {
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
        // A task reads one topic, so no record waits for one of another. Otherwise Kafka Streams
        // makes a text for each record that says so.
        settings.put(
                StreamsConfig.MAX_TASK_IDLE_MS_CONFIG, StreamsConfig.MAX_TASK_IDLE_MS_DISABLED);
        settings.put(
                StreamsConfig.PROCESSING_GUARANTEE_CONFIG,
                fanOut.processingGuarantee() == ProcessingGuarantee.EXACTLY_ONCE
                        ? StreamsConfig.EXACTLY_ONCE_V2
                        : StreamsConfig.AT_LEAST_ONCE);
        settings.put(StreamsConfig.ROCKSDB_CONFIG_SETTER_CLASS_CONFIG, FanOutRocksDb.class);
        settings.put(StreamsConfig.ENSURE_EXPLICIT_INTERNAL_RESOURCE_NAMING_CONFIG, true);
        // Its constant is deprecated already, since the next major release always behaves like
        // this.
        settings.put("processing.exception.handler.global.enabled", true);
        putForConsumer(settings, ConsumerConfig.GROUP_INSTANCE_ID_CONFIG, config.instance());
        putForConsumer(
                settings,
                ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG,
                (int) KafkaClients.SESSION_TIMEOUT.toMillis());
        putForConsumer(
                settings,
                ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG,
                (int) KafkaClients.HEARTBEAT_INTERVAL.toMillis());
        putForConsumer(settings, ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        settings.putIfAbsent(
                StreamsConfig.mainConsumerPrefix(ConsumerConfig.METADATA_MAX_AGE_CONFIG),
                (int) KafkaClients.PARTITIONS_KNOWN_WITHIN.toMillis());
        // All endpoints are read at each start.
        settings.putIfAbsent(
                StreamsConfig.globalConsumerPrefix(ConsumerConfig.MAX_POLL_RECORDS_CONFIG), 5_000);
        settings.putIfAbsent(
                StreamsConfig.globalConsumerPrefix(ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG),
                4 * 1024 * 1024);
        // For all its consumers: records of a service's aborted transaction never happened.
        settings.put(
                StreamsConfig.consumerPrefix(ConsumerConfig.ISOLATION_LEVEL_CONFIG),
                "read_committed");
        FaultHandlers.addTo(settings, config.topicNames(), meter);
        settings.put(StreamsConfig.producerPrefix(ProducerConfig.ACKS_CONFIG), "all");
        // Kafka Streams waits 100 ms for a batch unless told otherwise; an event should leave at
        // once.
        settings.putIfAbsent(StreamsConfig.producerPrefix(ProducerConfig.LINGER_MS_CONFIG), 0);
        // Deliveries that come while a request is in flight gather for the next one: under load
        // they share the cost of a request, and a single one never waits.
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
