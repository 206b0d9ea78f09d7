package dev.hooklane.eraser;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.hooklane.access.ApiKeyId;
import dev.hooklane.access.KeyCodec;
import dev.hooklane.access.LinkCodec;
import dev.hooklane.access.PortalLinkId;
import dev.hooklane.delivery.DeliveryId;
import dev.hooklane.delivery.HistoryCodec;
import dev.hooklane.delivery.HistoryHead;
import dev.hooklane.endpoint.EndpointCodec;
import dev.hooklane.endpoint.EndpointId;
import dev.hooklane.erasure.Erasure;
import dev.hooklane.event.AccountId;
import dev.hooklane.event.EventId;
import dev.hooklane.fanout.DeferredCodec;
import dev.hooklane.quota.LimitsCodec;
import dev.hooklane.replay.ReplayCodec;
import dev.hooklane.replay.ReplayId;
import dev.hooklane.replay.ReplayProgress;
import dev.hooklane.topic.Topics;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;

/** Decides which records of each compacted topic an erasure covers. */
final class CompactedTopics {
    private static final EndpointId NO_ENDPOINT = new EndpointId("ep_" + "0".repeat(16));
    private static final ApiKeyId NO_KEY = new ApiKeyId("key_" + "0".repeat(16));
    private static final PortalLinkId NO_LINK = new PortalLinkId("lnk_" + "0".repeat(16));
    private static final ReplayId NO_REPLAY = new ReplayId("rpl_" + "0".repeat(16));
    private static final DeliveryId NO_DELIVERY = new DeliveryId("dlv_" + "0".repeat(38));

    private CompactedTopics() {}

    static List<CompactedTopic> of(Topics topics) {
        return List.of(
                new CompactedTopic(
                        topics.endpoints(),
                        text(EndpointCodec.key(new AccountId("none"), NO_ENDPOINT)),
                        CompactedTopics::endpoint),
                new CompactedTopic(
                        topics.access(), text(KeyCodec.key(NO_KEY)), CompactedTopics::apiKey),
                new CompactedTopic(
                        topics.quotas(),
                        text(LimitsCodec.key(new AccountId("none"))),
                        CompactedTopics::quotas),
                new CompactedTopic(
                        topics.portalLinks(),
                        text(LinkCodec.key(NO_LINK)),
                        CompactedTopics::portalLink),
                new CompactedTopic(
                        topics.replays(),
                        text(ReplayCodec.key(NO_REPLAY)),
                        CompactedTopics::replay),
                new CompactedTopic(
                        topics.history(),
                        text(HistoryCodec.key(NO_DELIVERY)),
                        CompactedTopics::history),
                new CompactedTopic(
                        topics.deferred(),
                        text(DeferredCodec.key(new AccountId("none"), 0)),
                        CompactedTopics::deferred));
    }

    private static String text(byte[] key) {
        return new String(key, UTF_8);
    }

    /** Removes an endpoint or its health: the keys of both begin with the account. */
    private static List<ProducerRecord<byte[], byte[]>> endpoint(
            Erasure erasure, ConsumerRecord<byte[], byte[]> record) {
        return isOfAccountThen(erasure, record)
                        && text(record.key()).startsWith(erasure.account() + "/")
                ? List.of(removal(record))
                : List.of();
    }

    /** Removes a key, and the record of its last use, which may be in another partition. */
    private static List<ProducerRecord<byte[], byte[]>> apiKey(
            Erasure erasure, ConsumerRecord<byte[], byte[]> record) {
        if (!isOfAccountThen(erasure, record) || KeyCodec.isUse(record.key())) {
            return List.of();
        }
        return KeyCodec.read(record.value()).account().equals(Optional.of(erasure.account()))
                ? List.of(
                        removal(record),
                        new ProducerRecord<>(
                                record.topic(), KeyCodec.useKey(KeyCodec.id(record.key())), null))
                : List.of();
    }

    /** Removes the quotas of an account: its name is the key. */
    private static List<ProducerRecord<byte[], byte[]>> quotas(
            Erasure erasure, ConsumerRecord<byte[], byte[]> record) {
        return isOfAccountThen(erasure, record)
                        && text(record.key()).equals(erasure.account().value())
                ? List.of(removal(record))
                : List.of();
    }

    /** Removes a portal link, or an exchange of one, whose address is a person's. */
    private static List<ProducerRecord<byte[], byte[]>> portalLink(
            Erasure erasure, ConsumerRecord<byte[], byte[]> record) {
        return isOfAccountThen(erasure, record)
                        && LinkCodec.account(record.value()).equals(erasure.account())
                ? List.of(removal(record))
                : List.of();
    }

    /** Removes a replay or its progress, which may be written once more after the erasure. */
    private static List<ProducerRecord<byte[], byte[]>> replay(
            Erasure erasure, ConsumerRecord<byte[], byte[]> record) {
        if (erasure.event().isPresent()) {
            return List.of();
        }
        ReplayProgress progress =
                ReplayCodec.isProgress(record.key())
                        ? ReplayCodec.readProgress(record.value())
                        : ReplayProgress.none(ReplayCodec.read(record.value()));
        return progress.account().equals(erasure.account())
                        && !progress.startedAt().isAfter(erasure.erasedAt())
                ? List.of(removal(record))
                : List.of();
    }

    private static List<ProducerRecord<byte[], byte[]>> history(
            Erasure erasure, ConsumerRecord<byte[], byte[]> record) {
        HistoryHead head = HistoryHead.read(record.value());
        return erasure.covers(
                        new AccountId(head.account()),
                        new EventId(head.event()),
                        Instant.ofEpochMilli(head.published()))
                ? List.of(removal(record))
                : List.of();
    }

    /**
     * Removes a deferred event of an account. The fan-out skips and removes it at its turn, as it
     * does a single erased event, and reads this topic only when it takes over the partition.
     */
    private static List<ProducerRecord<byte[], byte[]>> deferred(
            Erasure erasure, ConsumerRecord<byte[], byte[]> record) {
        return isOfAccountThen(erasure, record)
                        && DeferredCodec.account(record.key()).equals(erasure.account())
                ? List.of(removal(record))
                : List.of();
    }

    private static boolean isOfAccountThen(Erasure erasure, ConsumerRecord<byte[], byte[]> record) {
        return erasure.event().isEmpty() && record.timestamp() <= erasure.erasedAt().toEpochMilli();
    }

    private static ProducerRecord<byte[], byte[]> removal(ConsumerRecord<byte[], byte[]> record) {
        return new ProducerRecord<>(record.topic(), record.partition(), record.key(), null);
    }
}
