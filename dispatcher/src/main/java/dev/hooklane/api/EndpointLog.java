package dev.hooklane.api;

import dev.hooklane.endpoint.Endpoint;
import dev.hooklane.endpoint.EndpointCodec;
import dev.hooklane.endpoint.EndpointId;
import dev.hooklane.endpoint.EndpointRevision;
import dev.hooklane.endpoint.HealthCodec;
import dev.hooklane.event.AccountId;
import dev.hooklane.fanout.EndpointCatchUp;
import dev.hooklane.fanout.EndpointFeed;
import dev.hooklane.topic.AckedProducer;
import dev.hooklane.topic.KafkaUnavailableException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.TimeoutException;
import java.util.random.RandomGenerator;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.jspecify.annotations.Nullable;

/**
 * Writes endpoints to their topic. A write returns once this instance has read it back, so the next
 * read here sees it. Any thread may call it.
 */
final class EndpointLog {
    private static final Duration READ_BACK_PATIENCE = Duration.ofSeconds(5);

    /** A writer settles its dispute at once. If it has not after this time, it is gone. */
    private static final Duration LEFT_DISPUTED = Duration.ofSeconds(10);

    private final AckedProducer producer;
    private final EndpointCodec codec;
    private final EndpointFeed feed;
    private final String topic;
    private final RandomGenerator random;

    public EndpointLog(
            AckedProducer producer,
            EndpointCodec codec,
            EndpointFeed feed,
            String topic,
            RandomGenerator random) {
        this.producer = producer;
        this.random = random;
        this.codec = codec;
        this.feed = feed;
        this.topic = topic;
    }

    /**
     * Writes a new endpoint. Returns once every instance that fans out a later event has read the
     * endpoint.
     */
    void make(Endpoint endpoint) {
        requireCaughtUp();
        write(
                endpoint.account(),
                endpoint.id(),
                codec.write(endpoint),
                EndpointRevision.random(random),
                Set.of());
        awaitFanOut();
    }

    /**
     * Returns once every instance that fans out a later event has read what was written up to now.
     */
    void awaitFanOut() {
        try {
            // Instances check the topic's end again when their last check is older than this.
            Thread.sleep(EndpointCatchUp.SERVES);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /**
     * Returns the revisions that a change of the endpoint would replace. Call it before reading the
     * endpoint.
     */
    Set<EndpointRevision> replaceable(EndpointId id) {
        requireCaughtUp();
        return feed.replaceable(id);
    }

    /**
     * Writes a change.
     *
     * @param replaced the result of {@link #replaceable} from before the endpoint was read
     * @throws OvertakenException if another writer changed it in between; nothing is changed then
     */
    void put(Endpoint endpoint, Set<EndpointRevision> replaced) {
        replace(endpoint, codec.write(endpoint), replaced);
    }

    /**
     * Writes the endpoint's deletion.
     *
     * @throws OvertakenException as {@link #put} does
     */
    void remove(Endpoint endpoint, Set<EndpointRevision> replaced) {
        replace(endpoint, null, replaced);
    }

    /** Removes the endpoint's health as attempts have shown it. */
    void removeHealth(Endpoint endpoint) {
        requireCaughtUp();
        producer.write(
                new ProducerRecord<>(
                        topic, HealthCodec.key(endpoint.account(), endpoint.id()), null));
    }

    /**
     * Writes the valid revision of an endpoint again, behind records that lost a dispute.
     * Compaction keeps the last record, so that must not be one of those.
     */
    private void settle(AccountId account, EndpointId id) {
        feed.counting(id)
                .ifPresent(counting ->
                        write(
                                account,
                                id,
                                counting.endpoint().map(codec::write).orElse(null),
                                counting.own(),
                                counting.replaceable()));
    }

    /** Settles disputes that their writers have left open for a while; called periodically. */
    void settleDisputes() {
        if (feed.isCaughtUp()) {
            feed.disputedFor(LEFT_DISPUTED).forEach((id, account) -> settle(account, id));
        }
    }

    private void requireCaughtUp() {
        if (!feed.isCaughtUp()) {
            throw new KafkaUnavailableException(
                    "this instance is reading the endpoints again after an interruption; it"
                            + " accepts no changes until then",
                    new TimeoutException("not caught up with " + topic));
        }
    }

    private void replace(
            Endpoint endpoint, byte @Nullable [] value, Set<EndpointRevision> replaced) {
        requireCaughtUp();
        EndpointRevision own = EndpointRevision.random(random);
        feed.expect(own);
        boolean counted;
        try {
            write(endpoint.account(), endpoint.id(), value, own, replaced);
        } finally {
            counted = feed.counted(own);
        }
        if (!counted) {
            settle(endpoint.account(), endpoint.id());
            throw new OvertakenException(endpoint.id());
        }
    }

    /**
     * Returns the endpoints with a secret that is sealed with another key than {@link #put} would
     * use.
     */
    Set<EndpointId> sealedByOtherKeys() {
        return feed.sealedByOtherKeys();
    }

    private void write(
            AccountId account,
            EndpointId id,
            byte @Nullable [] value,
            EndpointRevision own,
            Set<EndpointRevision> replaced) {
        ProducerRecord<byte[], byte[]> record =
                new ProducerRecord<>(topic, EndpointCodec.key(account, id), value);
        own.addTo(record.headers(), replaced);
        RecordMetadata written = producer.write(record);
        if (!readBack(written)) {
            throw new KafkaUnavailableException(
                    ("endpoint %s is written, but this instance has not read it back within %d s;"
                                    + " check whether it exists before trying again")
                            .formatted(id, READ_BACK_PATIENCE.toSeconds()),
                    new TimeoutException("%s@%d".formatted(topic, written.offset())));
        }
    }

    private boolean readBack(RecordMetadata written) {
        try {
            return feed.await(written.partition(), written.offset(), READ_BACK_PATIENCE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
