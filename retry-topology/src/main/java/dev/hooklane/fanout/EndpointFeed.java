package dev.hooklane.fanout;

import dev.hooklane.endpoint.Endpoint;
import dev.hooklane.endpoint.EndpointCodec;
import dev.hooklane.endpoint.EndpointDirectory;
import dev.hooklane.endpoint.EndpointId;
import dev.hooklane.endpoint.EndpointRevision;
import dev.hooklane.endpoint.EndpointRevisions;
import dev.hooklane.endpoint.HealthCodec;
import dev.hooklane.event.AccountId;
import dev.hooklane.event.VisibleText;
import dev.hooklane.fanout.EndpointReader.Found;
import dev.hooklane.unreadable.Unreadable;
import java.time.DateTimeException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Headers;
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
 * <p>Kafka Streams' global thread calls {@link #follow}: at the start for everything that the topic
 * holds, then for each change. Any thread may wait for its own write.
 *
 * <p>Whenever Kafka Streams has to give up, it reads the topic again from its start. Records that
 * were already followed are then skipped, so that nobody sees an old state. Nothing may be changed
 * until the feed has caught up.
 *
 * <p>A record that can't be read, or that no key opens, still is an endpoint: a sealed one.
 */
public final class EndpointFeed {
    private static final Logger log = LoggerFactory.getLogger(EndpointFeed.class);

    private final EndpointDirectory directory;
    private final EndpointCodec codec;
    private final EndpointReader reader;
    private final EndpointRevisions revisions = new EndpointRevisions();
    private final Unreadable unreadable = new Unreadable();
    private final FollowedPartitions partitions = new FollowedPartitions();
    private final SeenAgain seenAgain = new SeenAgain();
    private final Map<EndpointRevision, Boolean> awaited = new ConcurrentHashMap<>();

    private volatile boolean caughtUp;
    private final Set<EndpointId> sealedByOtherKeys = ConcurrentHashMap.newKeySet();

    public EndpointFeed(EndpointDirectory directory, EndpointCodec codec) {
        this.directory = directory;
        this.codec = codec;
        this.reader = new EndpointReader(codec);
    }

    /**
     * Waits until this instance has read the endpoints topic up to a record.
     *
     * @return false if the timeout passed first
     */
    public boolean await(int partition, long offset, Duration timeout) throws InterruptedException {
        return partitions.positions().await(partition, offset, timeout);
    }

    /** Returns the partitions that are followed. */
    Set<Integer> partitions() {
        return partitions.positions().partitions();
    }

    /**
     * Takes the position of the consumer that reads the topic, before its next poll. Everything
     * before that position has been followed. The position is needed because a partition may end
     * with offsets that no longer hold a record.
     */
    public void beforePoll(Consumer<byte[], byte[]> consumer) {
        partitions.beforePoll(consumer);
    }

    /** Takes the records of a poll, before Kafka Streams passes them on one by one. */
    public void polled(Iterable<ConsumerRecord<byte[], byte[]>> records) {
        reader.readAhead(
                records, record -> !partitions.haveFollowed(record.partition(), record.offset()));
    }

    /**
     * Signals that Kafka Streams has stopped following, or is about to read the topic from its
     * start.
     */
    public void startsOver() {
        caughtUp = false;
        seenAgain.begin();
    }

    /** Signals that everything that the topic held when Kafka Streams started has been followed. */
    public void caughtUp() {
        Predicate<EndpointId> unseen = seenAgain.unseen();
        if (!partitions.areMadeAnew()) {
            directory.all().stream()
                    .map(Endpoint::id)
                    .filter(unseen)
                    .forEach(id -> {
                        log.warn("endpoint.deleted_unseen endpoint={}", id);
                        directory.remove(id);
                    });
            if (isReadable()) {
                directory.forgetHealthOfUnknown();
            }
        }
        seenAgain.end();
        caughtUp = true;
    }

    /**
     * Reports whether the feed follows the topic's end; if not, the directory may be out of date.
     */
    public boolean isCaughtUp() {
        return caughtUp && isReadable();
    }

    /**
     * Returns the partitions of the topic that can't be read, as reported by the consumer that
     * reads it.
     */
    public Unreadable unreadable() {
        return unreadable;
    }

    /** Reports whether the whole topic can be read. */
    boolean isReadable() {
        return unreadable.isEmpty();
    }

    /** Reports whether the topic has lost endpoints that were not deleted. */
    boolean hasLost() {
        return partitions.areMadeAnew();
    }

    /**
     * Returns the revisions that a new record of the endpoint replaces. A read of the endpoint
     * after this call sees the state of the current revision, or a later one.
     */
    public synchronized Set<EndpointRevision> replaceable(EndpointId id) {
        return revisions.replaceable(id);
    }

    /** Returns the state of an endpoint that counts, to be written again; empty if it can't be. */
    public synchronized Optional<Counting> counting(EndpointId id) {
        Optional<Endpoint> written = directory.asWritten(id);
        return written.isPresent() && !written.get().isReadable()
                ? Optional.empty()
                : revisions
                        .current(id)
                        .map(own -> new Counting(written, own, revisions.replaceable(id)));
    }

    /**
     * The state of an endpoint that counts.
     *
     * @param endpoint as it was written; empty if it was deleted
     */
    public record Counting(
            Optional<Endpoint> endpoint, EndpointRevision own, Set<EndpointRevision> replaceable) {}

    /**
     * Returns the endpoints with records that do not count and have not been replaced for {@code
     * time}.
     */
    public synchronized Map<EndpointId, AccountId> disputedFor(Duration time) {
        return revisions.disputedSince(time.toNanos(), System.nanoTime());
    }

    /** Makes {@link #counted} report on the record that is about to be written. */
    public void expect(EndpointRevision revision) {
        awaited.put(revision, false);
    }

    /**
     * Reports whether the expected record has been read and counts. The answer is given only once.
     */
    public boolean counted(EndpointRevision revision) {
        return Boolean.TRUE.equals(awaited.remove(revision));
    }

    /** Returns the endpoints with a secret that is sealed with another key than new ones are. */
    public Set<EndpointId> sealedByOtherKeys() {
        return Set.copyOf(sealedByOtherKeys);
    }

    /** Returns the processor that Kafka Streams drives. */
    Processor<byte[], byte[], Void, Void> processor() {
        return new Processor<>() {
            private @Nullable ProcessorContext<Void, Void> context;

            @Override
            public void init(ProcessorContext<Void, Void> streams) {
                context = streams;
            }

            @Override
            public void process(Record<byte[], byte[]> record) {
                Optional<RecordMetadata> at =
                        context == null ? Optional.empty() : context.recordMetadata();
                seenAgain.note(record.key(), record.value());
                if (at.filter(partitions::haveFollowed).isPresent()) {
                    return;
                }
                follow(record.key(), record.value(), record.headers());
                at.ifPresent(partitions::followed);
            }
        };
    }

    private void follow(byte @Nullable [] key, byte @Nullable [] value, Headers headers) {
        try {
            if (key == null) {
                throw new IllegalArgumentException("it has no key");
            } else if (HealthCodec.isKey(key)) {
                followHealth(HealthCodec.endpointOf(key), value);
            } else {
                followChange(key, value, headers);
            }
        } catch (IllegalArgumentException | DateTimeException e) {
            // One bad record must not stop the thread that all endpoints depend on.
            log.error(
                    "endpoints.unreadable record left out: {}", VisibleText.excerpt(e.toString()));
        }
    }

    private synchronized void followChange(byte[] key, byte @Nullable [] value, Headers headers) {
        Optional<Found> ahead = reader.found(value);
        // One object for the id wherever it is kept.
        EndpointId id = ahead.map(Found::id).orElseGet(() -> EndpointCodec.endpointOf(key));
        if (!counts(EndpointCodec.accountOf(key), id, headers)) {
            log.info("endpoint.overtaken endpoint={}", id);
        } else if (value == null) {
            directory.remove(id);
            revisions.deleted(id);
            sealedByOtherKeys.remove(id);
        } else {
            revisions.exists(id);
            followEndpoint(id, ahead.orElseGet(() -> read(id, key, value)));
        }
    }

    private boolean counts(AccountId account, EndpointId id, Headers headers) {
        EndpointRevision own = EndpointRevision.of(headers);
        boolean counts =
                revisions.follow(
                        account, id, own, EndpointRevision.replacedBy(headers), System.nanoTime());
        awaited.computeIfPresent(own, (_, _) -> counts);
        return counts;
    }

    private void followEndpoint(EndpointId id, Found found) {
        Endpoint endpoint = found.endpoint();
        if (endpoint.isSealed() && endpoint.isReadable() && codec.opens()) {
            log.error("endpoint.sealed endpoint={} keys={}", id, codec.keysOf(endpoint));
        }
        directory.put(endpoint);
        if (found.sealedByOtherKey()) {
            sealedByOtherKeys.add(id);
        } else {
            sealedByOtherKeys.remove(id);
        }
    }

    private Found read(EndpointId id, byte[] key, byte[] value) {
        try {
            return reader.decode(key, value);
        } catch (IllegalArgumentException e) {
            log.error(
                    "endpoint.unreadable endpoint={} is held: {}",
                    id,
                    VisibleText.excerpt(e.toString()));
            return new Found(EndpointCodec.unreadable(key, value, directory.find(id)), false);
        }
    }

    private void followHealth(EndpointId endpoint, byte @Nullable [] value) {
        if (value == null) {
            directory.removeHealth(endpoint);
        } else {
            directory.putHealth(endpoint, HealthCodec.read(value));
        }
    }
}
