package dev.hooklane.topology;

import dev.hooklane.endpoint.Endpoint;
import dev.hooklane.endpoint.EndpointCodec;
import dev.hooklane.endpoint.EndpointDirectory;
import dev.hooklane.endpoint.EndpointId;
import dev.hooklane.endpoint.HealthCodec;
import java.time.DateTimeException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Follows the endpoints topic into the {@link EndpointDirectory}.
 *
 * <p>Kafka Streams' global thread calls {@link #follow}, at start for all that the topic holds and
 * then for each change; any thread may wait for its own write.
 *
 * <p>A record that can't be read, or that no key opens, is an endpoint nevertheless: one that is
 * sealed.
 */
public final class EndpointFeed {
    private static final Logger log = LoggerFactory.getLogger(EndpointFeed.class);

    private final EndpointDirectory directory;
    private final EndpointCodec codec;
    private final FollowedPositions positions = new FollowedPositions();
    private final Set<EndpointId> sealedByOtherKeys = ConcurrentHashMap.newKeySet();

    public EndpointFeed(EndpointDirectory directory, EndpointCodec codec) {
        this.directory = directory;
        this.codec = codec;
    }

    /**
     * Waits until this instance has read the endpoints topic up to a record.
     *
     * @return false if that took longer than the timeout
     */
    public boolean await(int partition, long offset, Duration timeout) throws InterruptedException {
        return positions.await(partition, offset, timeout);
    }

    /** The partitions that are followed. */
    Set<Integer> partitions() {
        return positions.partitions();
    }

    /**
     * Looks at where the consumer stands that this follows with, before it polls again: all before
     * that has been followed. A partition may end in what is no record any more.
     */
    public void beforePoll(Consumer<byte[], byte[]> consumer) {
        for (TopicPartition partition : consumer.assignment()) {
            positions.reached(partition.partition(), consumer.position(partition));
        }
    }

    /** The endpoints with a secret that is sealed with another key than new ones are. */
    public Set<EndpointId> sealedByOtherKeys() {
        return Set.copyOf(sealedByOtherKeys);
    }

    /** The processor that Kafka Streams drives. */
    Processor<byte[], byte[], Void, Void> processor() {
        return new Processor<>() {
            private @Nullable ProcessorContext<Void, Void> context;

            @Override
            public void init(ProcessorContext<Void, Void> streams) {
                context = streams;
            }

            @Override
            public void process(Record<byte[], byte[]> record) {
                follow(record.key(), record.value());
                if (context != null) {
                    context.recordMetadata().ifPresent(EndpointFeed.this::followed);
                }
            }
        };
    }

    private void follow(byte @Nullable [] key, byte @Nullable [] value) {
        try {
            if (key == null) {
                throw new IllegalArgumentException("it has no key");
            } else if (HealthCodec.isKey(key)) {
                followHealth(HealthCodec.endpointOf(key), value);
            } else if (value == null) {
                EndpointId removed = EndpointCodec.endpointOf(key);
                directory.remove(removed);
                sealedByOtherKeys.remove(removed);
            } else {
                followEndpoint(key, value);
            }
        } catch (IllegalArgumentException | DateTimeException e) {
            // One bad record must not stop the thread that all endpoints depend on.
            log.error("endpoints.unreadable record left out: {}", e.getMessage());
        }
    }

    private void followEndpoint(byte[] key, byte[] value) {
        Endpoint endpoint = read(key, value);
        directory.put(endpoint);
        if (endpoint.isReadable() && !endpoint.isSealed() && codec.isSealedByOtherKey(value)) {
            sealedByOtherKeys.add(endpoint.id());
        } else {
            sealedByOtherKeys.remove(endpoint.id());
        }
    }

    private Endpoint read(byte[] key, byte[] value) {
        EndpointId id = EndpointCodec.endpointOf(key);
        try {
            Endpoint endpoint = codec.readWithoutKey(value);
            if (!endpoint.id().equals(id)) {
                throw new IllegalArgumentException("it is the record of " + endpoint.id());
            }
            if (endpoint.isSealed()) {
                log.error("endpoint.sealed endpoint={} keys={}", id, codec.keysOf(endpoint));
            }
            return endpoint;
        } catch (IllegalArgumentException e) {
            log.error("endpoint.unreadable endpoint={} is held: {}", id, e.getMessage());
            return EndpointCodec.unreadable(key, value, directory.find(id));
        }
    }

    private void followHealth(EndpointId endpoint, byte @Nullable [] value) {
        if (value == null) {
            directory.removeHealth(endpoint);
        } else {
            directory.putHealth(endpoint, HealthCodec.read(value));
        }
    }

    private void followed(RecordMetadata at) {
        positions.reached(at.partition(), at.offset() + 1);
    }
}
