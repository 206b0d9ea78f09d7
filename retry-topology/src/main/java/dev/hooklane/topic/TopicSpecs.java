package dev.hooklane.topic;

import dev.hooklane.delay.DelayTopic;
import dev.hooklane.topic.TopicSpec.Cleanup;
import dev.hooklane.topic.TopicSpec.Compression;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The required settings of every topic: how long records are kept, and how large they may be. */
final class TopicSpecs {
    private static final Duration AUDIT_RETENTION = Duration.ofDays(365);
    private static final Duration DELIVERY_RETENTION = Duration.ofDays(7);

    /** Room for a payload of 256 KiB and the attempts made so far. */
    private static final int RECORD_BYTES = 1 << 20;

    private final Topics topics;

    TopicSpecs(Topics topics) {
        this.topics = topics;
    }

    List<TopicSpec> all() {
        List<TopicSpec> specs = new ArrayList<>();
        specs.add(
                new TopicSpec(
                        topics.events(),
                        false,
                        Cleanup.DELETE,
                        Optional.of(eventRetention()),
                        Duration.ZERO,
                        RECORD_BYTES,
                        // The only topic that others write to.
                        Compression.UNPACKED));
        specs.add(
                new TopicSpec(
                        topics.rejected(),
                        false,
                        Cleanup.DELETE,
                        Optional.of(Topics.DEAD_LETTER_RETENTION),
                        Duration.ZERO,
                        Topics.REJECTED_BYTES,
                        Compression.AS_SENT,
                        // What is rejected is others' records, as many as they like.
                        true));
        specs.add(
                new TopicSpec(
                        topics.firstPublished(),
                        false,
                        // Keys rarely repeat, so compaction would copy everything for nothing.
                        Cleanup.DELETE,
                        Optional.of(Topics.FIRST_PUBLISHED_RETENTION),
                        Topics.REPEATS_KNOWN_FOR,
                        RECORD_BYTES,
                        Compression.AS_SENT));
        specs.add(compacted(topics.deferred()));
        specs.add(compacted(topics.endpoints()));
        specs.add(compacted(topics.access()));
        specs.add(compacted(topics.quotas()));
        specs.add(compacted(topics.portalLinks()));
        specs.add(compacted(topics.eventTypes()));
        specs.add(compacted(topics.sources()));
        specs.add(
                new TopicSpec(
                        topics.sourceProgress(),
                        false,
                        Cleanup.COMPACT_OFTEN,
                        Optional.empty(),
                        Duration.ZERO,
                        RECORD_BYTES,
                        Compression.AS_SENT));
        // Not compacted, because the first record of a key counts, not the last.
        specs.add(kept(topics.idempotency(), Topics.REPEATS_KNOWN_FOR, RECORD_BYTES));
        specs.add(compacted(topics.erasures()));
        specs.add(compacted(topics.replays()));
        specs.add(kept(topics.audit(), AUDIT_RETENTION, RECORD_BYTES));
        Stream.of(topics.deliveries(), topics.bulkDeliveries(), topics.leases())
                .map(name -> ofLane(name, DELIVERY_RETENTION, Duration.ZERO))
                .forEach(specs::add);
        Stream.concat(topics.stepTopics().stream(), topics.parkedTopicList().stream())
                .map(TopicSpecs::ofDelay)
                .forEach(specs::add);
        specs.add(kept(topics.deadLetters(), Topics.DEAD_LETTER_RETENTION, RECORD_BYTES));
        specs.add(
                new TopicSpec(
                        topics.history(),
                        false,
                        Cleanup.COMPACT_AND_DELETE,
                        Optional.of(Topics.DEAD_LETTER_RETENTION),
                        Duration.ZERO,
                        RECORD_BYTES,
                        Compression.AS_SENT));
        return specs;
    }

    /**
     * Returns how long an event is kept, in whole days. A dead letter's payload is read again from
     * the events topic. So the event is kept as long as the dead letter, plus the time that a
     * delivery takes for the whole schedule. A delivery may also be held up for as long as the
     * lanes' topics keep records.
     */
    private Duration eventRetention() {
        long seconds = topics.longestSchedule().toSeconds();
        long days = Math.ceilDiv(seconds, Duration.ofDays(1).toSeconds());
        return Topics.DEAD_LETTER_RETENTION.plus(DELIVERY_RETENTION).plusDays(days);
    }

    private static TopicSpec ofDelay(DelayTopic topic) {
        return ofLane(topic.name(), topic.delay().plus(DELIVERY_RETENTION), topic.delay());
    }

    private static TopicSpec ofLane(String name, Duration retention, Duration longestWait) {
        return new TopicSpec(
                name,
                true,
                Cleanup.DELETE,
                Optional.of(retention),
                longestWait,
                RECORD_BYTES,
                Compression.AS_SENT);
    }

    private static TopicSpec compacted(String name) {
        return new TopicSpec(
                name,
                false,
                Cleanup.COMPACT,
                Optional.empty(),
                Duration.ZERO,
                RECORD_BYTES,
                Compression.AS_SENT);
    }

    private static TopicSpec kept(String name, Duration retention, int maxMessageBytes) {
        return new TopicSpec(
                name,
                false,
                Cleanup.DELETE,
                Optional.of(retention),
                Duration.ZERO,
                maxMessageBytes,
                Compression.AS_SENT);
    }
}
