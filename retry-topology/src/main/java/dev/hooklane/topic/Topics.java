package dev.hooklane.topic;

import dev.hooklane.delay.DelayTopic;
import dev.hooklane.delay.DelayTopics;
import dev.hooklane.retry.DurationText;
import dev.hooklane.retry.RetrySchedule;
import dev.hooklane.retry.Step;
import dev.hooklane.topic.TopicSpec.Cleanup;
import dev.hooklane.topic.TopicSpec.Compression;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Every topic of Hooklane: its name, and how it has to be. */
public final class Topics {
    /** How long deleted endpoints can still be seen by an instance that was away. */
    static final Duration DELETED_KEY_RETENTION = Duration.ofDays(7);

    /** For how long a dead letter can be retried, and what became of a delivery is told. */
    public static final Duration DEAD_LETTER_RETENTION = Duration.ofDays(30);

    /** For how long a repeat of a marked event is recognised, by when the two were appended. */
    public static final Duration REPEATS_KNOWN_FOR = Duration.ofDays(1);

    /**
     * The fan-out's store of where marked events were published first, and what its topic ends in.
     */
    public static final String FIRST_PUBLISHED = "first-published";

    /** A day more, so that a fan-out that lags behind by as much still recognises them. */
    public static final Duration FIRST_PUBLISHED_RETENTION = REPEATS_KNOWN_FOR.plusDays(1);

    private static final Duration AUDIT_RETENTION = Duration.ofDays(365);
    private static final Duration DELIVERY_RETENTION = Duration.ofDays(7);

    /** Delays for what must wait another time than a step's; short to long. */
    private static final List<Duration> PARKED_DELAYS =
            List.of(Duration.ofSeconds(10), Duration.ofMinutes(1), Duration.ofMinutes(10));

    /** Room for a payload of 256 KiB and the attempts made so far. */
    private static final int RECORD_BYTES = 1 << 20;

    /**
     * Room for whatever the events topic takes, and the reason why it was rejected; what is larger
     * is cut by {@link RejectedCopy}.
     */
    public static final int REJECTED_BYTES = 2 << 20;

    private final String prefix;
    private final double jitter;
    private final RetrySchedule schedule;
    private final List<Step> steps;
    private final List<DelayTopic> leftovers;

    public Topics(String prefix, RetrySchedule schedule, double jitter) {
        this(prefix, schedule, jitter, List.of());
    }

    private Topics(
            String prefix, RetrySchedule schedule, double jitter, List<DelayTopic> leftovers) {
        this.prefix = prefix;
        this.schedule = schedule;
        this.steps = schedule.steps();
        this.jitter = jitter;
        this.leftovers = List.copyOf(leftovers);
    }

    /**
     * The same, of which the lanes read these topics as well: a former schedule's, to which nothing
     * is written any more.
     */
    public Topics alsoReading(List<DelayTopic> leftovers) {
        return new Topics(prefix, schedule, jitter, leftovers);
    }

    /**
     * The delay topic of that name, if it is one of this installation, and of no step or parked
     * delay that there is now.
     */
    public Optional<DelayTopic> leftover(String name) {
        for (String kind : List.of(prefix + "retry.", prefix + "parked.")) {
            if (name.startsWith(kind) && delayTopics().named(name).isEmpty()) {
                try {
                    Duration delay = DurationText.parse(name.substring(kind.length()));
                    return Optional.of(new DelayTopic(name, delay, jitter));
                } catch (IllegalArgumentException e) {
                    // Somebody else's: no name that a delay topic ever had.
                    return Optional.empty();
                }
            }
        }
        return Optional.empty();
    }

    /** What internal services publish to. */
    public String events() {
        return prefix + "events";
    }

    /** Records that are no valid event or delivery, as they came. */
    public String rejected() {
        return prefix + "rejected";
    }

    public String endpoints() {
        return prefix + "endpoints";
    }

    /** First attempts, and single retries by hand. */
    public String deliveries() {
        return prefix + "deliveries";
    }

    /** Replays, which give way to live deliveries. */
    public String bulkDeliveries() {
        return prefix + "deliveries.bulk";
    }

    /** Deliveries whose attempts take long, while they are made. */
    public String leases() {
        return prefix + "leases";
    }

    public String deadLetters() {
        return prefix + "dead-letters";
    }

    /**
     * The name of the fan-out's consumer group, which Kafka Streams puts before its topics' too.
     */
    public static String fanOutApplication(String prefix) {
        return prefix + "fan-out";
    }

    /** The name of the consumer group that delivers, which its transactional ids begin with. */
    public static String deliveryGroup(String prefix) {
        return prefix + "dispatcher";
    }

    /**
     * Where marked events were published first: the changelog of the fan-out's store, under the
     * name that Kafka Streams looks for. It has as many partitions as the events.
     */
    public String firstPublished() {
        return "%s-%s-changelog".formatted(fanOutApplication(prefix), FIRST_PUBLISHED);
    }

    /** Keys of the API, hashed. */
    public String access() {
        return prefix + "access";
    }

    /** Who changed what through the API. */
    public String audit() {
        return prefix + "audit";
    }

    /** What requests to the API that carried an {@code Idempotency-Key} came to. */
    public String idempotency() {
        return prefix + "idempotency";
    }

    /** The catalogue of event types, as far as it is not the one that comes with Hooklane. */
    public String eventTypes() {
        return prefix + "event-types";
    }

    /** Which accounts and events are erased. */
    public String erasures() {
        return prefix + "erasures";
    }

    /** Replays: what was asked for, and how far it has come. */
    public String replays() {
        return prefix + "replays";
    }

    /** The latest truth about each delivery. */
    public String history() {
        return prefix + "history";
    }

    public DelayTopic retry(Step step) {
        return new DelayTopic(prefix + "retry." + step.label(), step.delay(), jitter);
    }

    private DelayTopic parked(Duration delay) {
        return new DelayTopic(prefix + "parked." + DurationText.format(delay), delay, jitter);
    }

    /** The topics of the schedule's steps, in their order. */
    public List<DelayTopic> stepTopics() {
        return steps.stream().map(this::retry).toList();
    }

    /** The parked topics, the shortest delay first. */
    public List<DelayTopic> parkedTopicList() {
        return PARKED_DELAYS.stream().map(this::parked).toList();
    }

    /** The parked topics alone. */
    public DelayTopics parkedTopics() {
        return new DelayTopics(parkedTopicList());
    }

    /** The topics of the schedule's steps and the parked ones. */
    public DelayTopics delayTopics() {
        return new DelayTopics(delays().toList(), leftovers);
    }

    /** What the dispatcher consumes; all with one partition count, so that a lane has one owner. */
    public List<String> ofLanes() {
        return Stream.concat(
                        Stream.of(deliveries(), bulkDeliveries(), leases()),
                        Stream.concat(delays(), leftovers.stream()).map(DelayTopic::name))
                .toList();
    }

    /**
     * How long an event is kept, in whole days: a dead letter's payload is read again where the
     * event stands. So it is kept for as long as the dead letter, and for as long before that as a
     * delivery goes through the whole schedule, which may stand still for as long as lanes' topics
     * keep records.
     */
    private Duration eventRetention() {
        Duration waits = schedule.waits().stream().reduce(Duration.ZERO, Duration::plus);
        long seconds = (long) Math.ceil(waits.toSeconds() * (1 + jitter));
        long days = Math.ceilDiv(seconds, Duration.ofDays(1).toSeconds());
        return DEAD_LETTER_RETENTION.plus(DELIVERY_RETENTION).plusDays(days);
    }

    public List<TopicSpec> specs() {
        List<TopicSpec> specs = new ArrayList<>();
        specs.add(
                new TopicSpec(
                        events(),
                        false,
                        Cleanup.DELETE,
                        Optional.of(eventRetention()),
                        Duration.ZERO,
                        RECORD_BYTES,
                        // The one topic that others write to.
                        Compression.UNPACKED));
        specs.add(kept(rejected(), DEAD_LETTER_RETENTION, REJECTED_BYTES));
        specs.add(
                new TopicSpec(
                        firstPublished(),
                        false,
                        // Hardly any key comes twice: compaction would copy it all for nothing.
                        Cleanup.DELETE,
                        Optional.of(FIRST_PUBLISHED_RETENTION),
                        REPEATS_KNOWN_FOR,
                        RECORD_BYTES,
                        Compression.AS_SENT));
        specs.add(compacted(endpoints()));
        specs.add(compacted(access()));
        specs.add(compacted(eventTypes()));
        // Not compacted: of a key's records the first counts, not the last.
        specs.add(kept(idempotency(), REPEATS_KNOWN_FOR, RECORD_BYTES));
        specs.add(compacted(erasures()));
        specs.add(compacted(replays()));
        specs.add(kept(audit(), AUDIT_RETENTION, RECORD_BYTES));
        specs.add(ofLane(deliveries(), DELIVERY_RETENTION, Duration.ZERO));
        specs.add(ofLane(bulkDeliveries(), DELIVERY_RETENTION, Duration.ZERO));
        specs.add(ofLane(leases(), DELIVERY_RETENTION, Duration.ZERO));
        delays().map(this::delaySpec).forEach(specs::add);
        specs.add(kept(deadLetters(), DEAD_LETTER_RETENTION, RECORD_BYTES));
        specs.add(
                new TopicSpec(
                        history(),
                        false,
                        Cleanup.COMPACT_AND_DELETE,
                        Optional.of(DEAD_LETTER_RETENTION),
                        Duration.ZERO,
                        RECORD_BYTES,
                        Compression.AS_SENT));
        return specs;
    }

    /**
     * Whether partitions may be added to the topic. To most they may not: a key would go on in
     * another partition, and what stands under it in the old one would be read beside it for ever,
     * such as an API key that is revoked.
     */
    boolean mayGrow(TopicSpec spec) {
        return spec.coPartitioned()
                || spec.name().equals(events())
                || spec.name().equals(firstPublished());
    }

    private TopicSpec delaySpec(DelayTopic topic) {
        return ofLane(topic.name(), topic.delay().plus(DELIVERY_RETENTION), topic.delay());
    }

    private Stream<DelayTopic> delays() {
        return Stream.concat(
                steps.stream().map(this::retry), PARKED_DELAYS.stream().map(this::parked));
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
