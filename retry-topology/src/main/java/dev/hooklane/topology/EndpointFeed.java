package dev.hooklane.topology;

import dev.hooklane.endpoint.Endpoint;
import dev.hooklane.endpoint.EndpointCodec;
import dev.hooklane.endpoint.EndpointDirectory;
import dev.hooklane.endpoint.EndpointId;
import dev.hooklane.endpoint.HealthCodec;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
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
 */
public final class EndpointFeed {
    private static final Logger log = LoggerFactory.getLogger(EndpointFeed.class);

    private final EndpointDirectory directory;
    private final EndpointCodec codec;
    private final Map<Integer, Long> followedTo = new HashMap<>();
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
    public synchronized boolean await(int partition, long offset, Duration timeout)
            throws InterruptedException {
        long deadline = System.nanoTime() + timeout.toNanos();
        while (followedTo.getOrDefault(partition, -1L) < offset) {
            long leftMs = (deadline - System.nanoTime()) / 1_000_000;
            if (leftMs <= 0) {
                return false;
            }
            wait(leftMs);
        }
        return true;
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

    private void follow(byte[] key, byte @Nullable [] value) {
        try {
            if (HealthCodec.isKey(key)) {
                followHealth(HealthCodec.endpointOf(key), value);
            } else if (value == null) {
                EndpointId removed = EndpointCodec.endpointOf(key);
                directory.remove(removed);
                sealedByOtherKeys.remove(removed);
            } else {
                Endpoint endpoint = codec.read(value);
                directory.put(endpoint);
                if (codec.isSealedByOtherKey(value)) {
                    sealedByOtherKeys.add(endpoint.id());
                } else {
                    sealedByOtherKeys.remove(endpoint.id());
                }
            }
        } catch (IllegalArgumentException e) {
            // One bad record must not stop the thread that all endpoints depend on.
            log.error("endpoints.unreadable record left out: {}", e.getMessage());
        }
    }

    private void followHealth(EndpointId endpoint, byte @Nullable [] value) {
        if (value == null) {
            directory.removeHealth(endpoint);
        } else {
            directory.putHealth(endpoint, HealthCodec.read(value));
        }
    }

    private synchronized void followed(RecordMetadata at) {
        followedTo.put(at.partition(), at.offset());
        notifyAll();
    }
}
