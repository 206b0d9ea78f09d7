package dev.hooklane.api;

import dev.hooklane.access.KnownLink;
import dev.hooklane.access.LinkChecks;
import dev.hooklane.access.LinkCodec;
import dev.hooklane.access.LinkDirectory;
import dev.hooklane.access.LinkEnd;
import dev.hooklane.access.PortalLink;
import dev.hooklane.access.PortalLinkId;
import dev.hooklane.topic.AckedProducer;
import dev.hooklane.topic.FollowedTopic;
import dev.hooklane.topic.KafkaUnavailableException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.jspecify.annotations.Nullable;

/**
 * The topic of portal links. A write returns once this instance has read it back. Any thread may
 * call it.
 *
 * <p>All records are in one partition, so all instances read them in the same order. To open a
 * link, an instance writes an exchange under a random name, and reads on until it sees it: by then
 * it has read all that were written before. The first of them has opened the link; every instance
 * that wrote another one sees that, too.
 */
final class LinkLog {
    static final int PARTITION = 0;

    /** Longer than clocks differ: after it, the link is over by any of them. */
    static final Duration KEPT_AFTER_END = Duration.ofHours(1);

    private static final int REMOVED_AT_ONCE = 10_000;

    private final LinkDirectory links;
    private final LinkChecks checks;
    private final FollowedTopic followed;
    private final Function<List<ProducerRecord<byte[], byte[]>>, List<RecordMetadata>> write;
    private final String topic;
    private final InstantSource clock;

    /** The links that this instance is opening. */
    private final Set<PortalLinkId> opening = ConcurrentHashMap.newKeySet();

    /** The result of opening a link. */
    sealed interface Opened {
        /** Nobody has opened it before. */
        record First(String claim, Instant at) implements Opened {}

        /** It lets nobody in, or nobody in again. */
        record Refused(LinkEnd end, String detail) implements Opened {}
    }

    /**
     * @param checks whether a link still lets somebody in
     * @param write as {@link AckedProducer#writeAll} does
     */
    LinkLog(
            LinkDirectory links,
            LinkChecks checks,
            FollowedTopic followed,
            Function<List<ProducerRecord<byte[], byte[]>>, List<RecordMetadata>> write,
            String topic,
            InstantSource clock) {
        this.links = links;
        this.checks = checks;
        this.followed = followed;
        this.write = write;
        this.topic = topic;
        this.clock = clock;
    }

    LinkDirectory links() {
        return links;
    }

    /** Writes a new link, or one that was revoked. */
    void put(PortalLink link, Optional<Instant> revokedAt) {
        readBack(
                write(LinkCodec.key(link.id()), LinkCodec.write(link, revokedAt)),
                "portal link %s is written, but this instance has not read it back"
                        .formatted(link.id()));
    }

    /**
     * Opens a link, unless it was opened before.
     *
     * @param address where the request comes from
     * @throws KafkaUnavailableException if that can't be known
     */
    Opened open(PortalLink link, String address) {
        if (!followed.caughtUp()) {
            throw new KafkaUnavailableException(
                    "this instance has not read the records of portal links, so nothing was done",
                    new IllegalStateException(followed.problem()));
        }
        if (!opening.add(link.id())) {
            return new Opened.Refused(
                    LinkEnd.USED,
                    "the portal link %s is being opened by another request".formatted(link.id()));
        }
        try {
            return claim(link, address);
        } finally {
            opening.remove(link.id());
        }
    }

    private Opened claim(PortalLink link, String address) {
        Instant now = clock.instant();
        Optional<LinkChecks.Ended> before = checks.ended(link, now);
        if (before.isPresent()) {
            return new Opened.Refused(before.get().end(), before.get().detail());
        }
        String claim = UUID.randomUUID().toString();
        RecordMetadata written =
                write(LinkCodec.key(link.id(), claim), LinkCodec.writeUse(link, now, address));
        readBack(
                written,
                "portal link %s may be used up, as this instance has not read the exchange back"
                        .formatted(link.id()));
        Optional<KnownLink> known = links.find(link.id());
        if (known.flatMap(KnownLink::link).isEmpty()) {
            return new Opened.Refused(
                    LinkEnd.UNKNOWN, "the portal link %s is not known here".formatted(link.id()));
        }
        if (known.flatMap(KnownLink::use).filter(use -> use.claim().equals(claim)).isEmpty()) {
            return new Opened.Refused(
                    LinkEnd.USED,
                    "the portal link %s was opened before; a link opens once".formatted(link.id()));
        }
        // It may have been revoked meanwhile. The brokers' clock counts as much as this machine's.
        return checks.endedSinceOpened(link, Instant.ofEpochMilli(written.timestamp()))
                .or(() -> checks.endedSinceOpened(link, clock.instant()))
                .<Opened>map(ended -> new Opened.Refused(ended.end(), ended.detail()))
                .orElseGet(() -> new Opened.First(claim, now));
    }

    /** Removes the records of links that ended some time ago. */
    void removeEnded() {
        if (!followed.caughtUp()) {
            return;
        }
        List<ProducerRecord<byte[], byte[]>> removals = new ArrayList<>();
        Instant before = clock.instant().minus(KEPT_AFTER_END);
        for (PortalLinkId id : links.expiredBefore(before, REMOVED_AT_ONCE)) {
            links.find(id).map(KnownLink::claims).orElse(Set.of()).stream()
                    .map(claim -> record(LinkCodec.key(id, claim), null))
                    .forEach(removals::add);
            // The last, so that the exchanges are known until they are removed.
            removals.add(record(LinkCodec.key(id), null));
        }
        if (!removals.isEmpty()) {
            var _ = write.apply(removals);
        }
    }

    private RecordMetadata write(byte[] key, byte[] value) {
        return write.apply(List.of(record(key, value))).getFirst();
    }

    private ProducerRecord<byte[], byte[]> record(byte[] key, byte @Nullable [] value) {
        return new ProducerRecord<>(topic, PARTITION, key, value);
    }

    private void readBack(RecordMetadata written, String failure) {
        followed.awaitReadBack(written, seconds -> "%s within %d s".formatted(failure, seconds));
    }
}
