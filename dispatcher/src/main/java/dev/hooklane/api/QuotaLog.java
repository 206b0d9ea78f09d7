package dev.hooklane.api;

import dev.hooklane.event.AccountId;
import dev.hooklane.owner.Managed;
import dev.hooklane.quota.LimitsCodec;
import dev.hooklane.quota.Quota;
import dev.hooklane.topic.AckedProducer;
import dev.hooklane.topic.FollowedTopic;
import java.util.Map;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;

/**
 * Writes the quotas of accounts to their topic. A write returns once this instance has read it
 * back; the others follow within a moment. Any thread may call it.
 */
final class QuotaLog {
    private final AckedProducer producer;
    private final FollowedTopic followed;
    private final String topic;
    private final OneAtATime changes = new OneAtATime();

    QuotaLog(AckedProducer producer, FollowedTopic followed, String topic) {
        this.producer = producer;
        this.followed = followed;
        this.topic = topic;
    }

    /** Makes a change while nothing else on this instance changes quotas. */
    void alone(Runnable change) {
        changes.run(change);
    }

    /**
     * Writes the quotas of an account that differ from the installation's; none if empty.
     *
     * @param managed what manifests know of them
     */
    void put(AccountId account, Map<Quota, Long> limits, Managed managed) {
        boolean isNothing = limits.isEmpty() && managed.equals(Managed.NONE);
        RecordMetadata written =
                producer.write(
                        new ProducerRecord<>(
                                topic,
                                LimitsCodec.key(account),
                                isNothing ? null : LimitsCodec.write(limits, managed)));
        followed.awaitReadBack(
                written,
                seconds ->
                        ("the quotas of account %s are written, but this instance has not read them"
                                        + " back within %d s; check them before trying again")
                                .formatted(account, seconds));
    }
}
