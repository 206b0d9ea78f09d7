package dev.hooklane.history;

import dev.hooklane.erasure.Erasures;
import dev.hooklane.topic.Topics;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;

/**
 * The Kafka Streams topology that keeps the latest history record of each delivery on disk.
 *
 * <p>The history topic is its own changelog. Nothing is written to Kafka, and a lost disk is
 * refilled from the topic.
 */
public final class HistoryTopology {
    static final String STORE = "history-store";
    private static final String SOURCE = "history";
    private static final String FOLLOWER = "history-follower";

    /**
     * How much may have to be read again after a crash. More frequent commits cost more than they
     * save.
     */
    private static final int COMMIT_INTERVAL_MS = 10_000;

    private HistoryTopology() {}

    /**
     * Builds the topology.
     *
     * @param clock decides which attempts are recent enough to be counted
     */
    public static Topology build(Topics topics, Erasures erasures, InstantSource clock) {
        Topology topology = new Topology();
        topology.addReadOnlyStateStore(
                new HistoryRecordsBuilder(STORE, erasures, clock),
                SOURCE,
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer(),
                topics.history(),
                FOLLOWER,
                Follower::new);
        return topology;
    }

    /**
     * Returns the settings with which Kafka Streams runs the topology.
     *
     * @param kafka the client settings that reach the brokers
     * @param stateDir where the store is kept
     * @param instance this instance's name, the same after a restart
     * @param self {@code host:port} under which other instances reach this one's API
     * @param standbys how many other instances keep a copy of each partition
     */
    static Properties settings(
            Topics topics,
            Map<String, ?> kafka,
            Path stateDir,
            String instance,
            String self,
            int standbys) {
        Properties settings = new Properties();
        settings.putAll(kafka);
        settings.put(StreamsConfig.APPLICATION_ID_CONFIG, topics.history());
        // Its constant is already deprecated, because the next major release always enables it.
        settings.put("processing.exception.handler.global.enabled", true);
        settings.put(StreamsConfig.CLIENT_ID_CONFIG, topics.history() + "-" + instance);
        settings.put(StreamsConfig.STATE_DIR_CONFIG, stateDir.toString());
        settings.put(StreamsConfig.APPLICATION_SERVER_CONFIG, self);
        settings.put(StreamsConfig.NUM_STREAM_THREADS_CONFIG, 1);
        settings.put(StreamsConfig.NUM_STANDBY_REPLICAS_CONFIG, standbys);
        settings.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.AT_LEAST_ONCE);
        settings.put(StreamsConfig.COMMIT_INTERVAL_MS_CONFIG, COMMIT_INTERVAL_MS);
        settings.put(StreamsConfig.STATESTORE_CACHE_MAX_BYTES_CONFIG, 0);
        // A task reads one topic, so no record waits for one of another. Otherwise Kafka Streams
        // makes a text for each record that says so.
        settings.put(
                StreamsConfig.MAX_TASK_IDLE_MS_CONFIG, StreamsConfig.MAX_TASK_IDLE_MS_DISABLED);
        settings.put(StreamsConfig.ENSURE_EXPLICIT_INTERNAL_RESOURCE_NAMING_CONFIG, true);
        // The restoring consumer needs it too; otherwise it would store records of aborted
        // transactions.
        settings.put(
                StreamsConfig.consumerPrefix(ConsumerConfig.ISOLATION_LEVEL_CONFIG),
                "read_committed");
        settings.put(
                StreamsConfig.mainConsumerPrefix(ConsumerConfig.GROUP_INSTANCE_ID_CONFIG),
                instance);
        return settings;
    }

    /** Stores each record. */
    private static final class Follower implements Processor<byte[], byte[], Void, Void> {
        private @Nullable HistoryRecords store;
        private @Nullable ProcessorContext<Void, Void> context;

        @Override
        public void init(ProcessorContext<Void, Void> streams) {
            context = streams;
            store = streams.getStateStore(STORE);
        }

        @Override
        public void process(Record<byte[], byte[]> record) {
            if (store != null && context != null) {
                long offset = context.recordMetadata().orElseThrow().offset();
                store.put(record.key(), record.value(), offset);
            }
        }
    }
}
