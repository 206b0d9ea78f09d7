package dev.hooklane.fanout;

import dev.hooklane.endpoint.EndpointDirectory;
import dev.hooklane.erasure.Erasures;
import dev.hooklane.producer.EventPublisher;
import dev.hooklane.topic.Topics;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;

/**
 * The Kafka Streams topologies: the fan-out with the endpoints it needs, or only the endpoints for
 * an instance that only delivers.
 */
public final class FanOutTopology {
    /** On the events topic, names the only endpoint that a test is for. */
    public static final String ENDPOINT_HEADER = "hooklane-endpoint";

    /** Marks an event of any type as a test; {@link TestMarks} makes the value. */
    public static final String TEST_HEADER = "hooklane-test";

    /** Marks an event that is fanned out only once a day for the same account and id. */
    public static final String ONCE_HEADER = EventPublisher.ONCE_HEADER;

    static final String EVENTS = "events";
    static final String FAN_OUT = "fan-out";
    static final String DELIVERIES = "deliveries";
    static final String REJECTED = "rejected";
    private static final String ENDPOINTS = "endpoints";
    private static final String ENDPOINT_FEED = "endpoint-feed";

    /** Kafka Streams requires a store; the directory is the index, so this one stays empty. */
    private static final String ENDPOINT_STORE = "endpoint-store";

    private FanOutTopology() {}

    /**
     * The objects that the fan-out uses.
     *
     * @param gate rejects events
     * @param marks tell the tests of endpoints
     * @param shares how much of the fan-out an account may use
     */
    public record Parts(
            EventGate gate, TestMarks marks, Known known, Watchers watchers, ShareRules shares) {
        /** Without traces or shares, and using the endpoints that are already known. */
        public Parts(
                EventGate gate,
                EndpointDirectory directory,
                Erasures erasures,
                TestMarks marks,
                FanOutMeter meter) {
            this(
                    gate,
                    marks,
                    new Known(directory, () -> true, erasures),
                    new Watchers(meter, FanOutTracing::none),
                    ShareRules.none());
        }
    }

    /**
     * What the fan-out looks up for each event.
     *
     * @param endpointsRead reads further if the endpoints were not checked recently; false if that
     *     failed
     */
    public record Known(
            EndpointDirectory endpoints, BooleanSupplier endpointsRead, Erasures erasures) {}

    /**
     * What learns of each event.
     *
     * @param tracing supplies one for each stream thread
     * @param faults logs failures on single records
     */
    public record Watchers(FanOutMeter meter, Supplier<FanOutTracing> tracing, FaultLog faults) {
        /** With a log of its own for faults. */
        public Watchers(FanOutMeter meter, Supplier<FanOutTracing> tracing) {
            this(meter, tracing, new FaultLog());
        }
    }

    /**
     * Returns the fan-out: it reads events and endpoints, and writes deliveries and rejected
     * records.
     */
    public static Topology fanOut(Topics topics, EndpointFeed feed, Parts parts) {
        Topology topology = endpointsOnly(topics, feed);
        topology.addSource(
                EVENTS, new ByteArrayDeserializer(), new ByteArrayDeserializer(), topics.events());
        topology.addProcessor(FAN_OUT, () -> fanOut(topics, parts), EVENTS);
        topology.addStateStore(new PlaceStoreBuilder(Topics.FIRST_PUBLISHED), FAN_OUT);
        topology.addStateStore(deferred(), FAN_OUT);
        topology.addSink(
                DELIVERIES,
                topics.deliveries(),
                new ByteArraySerializer(),
                new ByteArraySerializer(),
                FAN_OUT);
        topology.addSink(
                REJECTED,
                topics.rejected(),
                new ByteArraySerializer(),
                new ByteArraySerializer(),
                FAN_OUT);
        return topology;
    }

    /** Returns a topology that only follows the endpoints into the directory. */
    public static Topology endpointsOnly(Topics topics, EndpointFeed feed) {
        Topology topology = new Topology();
        topology.addGlobalStore(
                Stores.keyValueStoreBuilder(
                                Stores.inMemoryKeyValueStore(ENDPOINT_STORE),
                                Serdes.ByteArray(),
                                Serdes.ByteArray())
                        .withLoggingDisabled(),
                ENDPOINTS,
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer(),
                topics.endpoints(),
                ENDPOINT_FEED,
                feed::processor);
        return topology;
    }

    private static Processor<byte[], byte[], byte[], byte[]> fanOut(Topics topics, Parts parts) {
        return new FairFanOut(topics.events(), parts);
    }

    private static StoreBuilder<KeyValueStore<byte[], byte[]>> deferred() {
        return Stores.keyValueStoreBuilder(
                        Stores.persistentKeyValueStore(Topics.DEFERRED),
                        Serdes.ByteArray(),
                        Serdes.ByteArray())
                .withCachingDisabled()
                .withLoggingEnabled(Map.of());
    }
}
