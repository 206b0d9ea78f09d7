package dev.hooklane.fanout;

import dev.hooklane.endpoint.Endpoint;
import dev.hooklane.endpoint.EndpointCodec;
import dev.hooklane.endpoint.EndpointId;
import dev.hooklane.endpoint.HealthCodec;
import java.time.DateTimeException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/**
 * Reads the records of endpoints, and those of a large batch on all cores before their turn. Most
 * of the time that an endpoint takes at a start goes into decrypting and parsing it, which needs
 * nothing but its record. Any thread may use it.
 */
final class EndpointReader {
    /** Below this, handing the records to other threads costs more than it saves. */
    private static final int LARGE_BATCH = 64;

    private final EndpointCodec codec;
    private final Deque<Ahead> ahead = new ArrayDeque<>();

    /**
     * An endpoint as its record describes it.
     *
     * @param sealedByOtherKey whether it was opened by another key than would seal it now
     */
    record Found(Endpoint endpoint, boolean sealedByOtherKey) {
        EndpointId id() {
            return endpoint.id();
        }
    }

    /**
     * A record that was read before its turn.
     *
     * @param found empty if it can't be read; it is then read again in its turn, which says why
     */
    private record Ahead(ConsumerRecord<byte[], byte[]> record, Optional<Found> found) {}

    EndpointReader(EndpointCodec codec) {
        this.codec = codec;
    }

    /** Reads the wanted ones of these records now, if they are many. */
    void readAhead(
            Iterable<ConsumerRecord<byte[], byte[]>> batch,
            Predicate<ConsumerRecord<byte[], byte[]>> wanted) {
        List<ConsumerRecord<byte[], byte[]>> endpoints = new ArrayList<>();
        for (ConsumerRecord<byte[], byte[]> record : batch) {
            if (isEndpoint(record) && wanted.test(record)) {
                endpoints.add(record);
            }
        }
        keep(
                endpoints.size() < LARGE_BATCH
                        ? List.of()
                        : endpoints.parallelStream().map(this::ahead).toList());
    }

    private synchronized void keep(List<Ahead> batch) {
        ahead.clear();
        ahead.addAll(batch);
    }

    private static boolean isEndpoint(ConsumerRecord<byte[], byte[]> record) {
        return record.key() != null && record.value() != null && !HealthCodec.isKey(record.key());
    }

    private Ahead ahead(ConsumerRecord<byte[], byte[]> record) {
        try {
            return new Ahead(record, Optional.of(decode(record.key(), record.value())));
        } catch (IllegalArgumentException | DateTimeException e) {
            return new Ahead(record, Optional.empty());
        }
    }

    /** Returns the record's endpoint if it was read ahead. */
    @SuppressWarnings("ReferenceEquality") // Kafka Streams passes on the very array.
    synchronized Optional<Found> found(byte @Nullable [] value) {
        // The records come in the order of the batch, though some don't come at all.
        while (value != null && !ahead.isEmpty()) {
            Ahead next = ahead.removeFirst();
            if (next.record().value() == value) {
                return next.found();
            }
        }
        return Optional.empty();
    }

    /**
     * Reads an endpoint's record.
     *
     * @throws IllegalArgumentException if it can't be read
     */
    Found decode(byte[] key, byte[] value) {
        Endpoint endpoint = codec.readWithoutKey(value);
        if (!endpoint.id().equals(EndpointCodec.endpointOf(key))) {
            throw new IllegalArgumentException("it is the record of " + endpoint.id());
        }
        return new Found(endpoint, !endpoint.isSealed() && codec.isSealedByOtherKey(value));
    }
}
