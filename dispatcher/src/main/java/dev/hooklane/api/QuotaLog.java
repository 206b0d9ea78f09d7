package dev.hooklane.api;

import dev.hooklane.event.AccountId;
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
record QuotaLog(AckedProducer producer, FollowedTopic followed, String topic) {
    /** Writes the quotas of an account that differ from the installation's; none if empty. */
    void put(AccountId account, Map<Quota, Long> limits) {
        RecordMetadata written =
                producer.write(
                        new ProducerRecord<>(
                                topic,
                                LimitsCodec.key(account),
                                limits.isEmpty() ? null : LimitsCodec.write(limits)));
        followed.awaitReadBack(
                written,
                seconds ->
                        ("the quotas of account %s are written, but this instance has not read them"
                                        + " back within %d s; check them before trying again")
                                .formatted(account, seconds));
    }
}
