package dev.hooklane.topic;

import dev.hooklane.delay.DelayTopic;
import dev.hooklane.delay.DelayTopics;
import dev.hooklane.delay.DurationText;
import dev.hooklane.retry.RetrySchedule;
import dev.hooklane.retry.Step;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Every topic of Hooklane, by name; {@link #specs} returns the settings that they need. */
public final class Topics {
    /** How long an instance may be away and still see deleted endpoints. */
    static final Duration DELETED_KEY_RETENTION = Duration.ofDays(7);

    /** How long a dead letter can be retried, and how long the history of a delivery is kept. */
    public static final Duration DEAD_LETTER_RETENTION = Duration.ofDays(30);

    /** How long a repeat of a marked event is recognised, measured between the two append times. */
    public static final Duration REPEATS_KNOWN_FOR = Duration.ofDays(1);

    /**
     * The name of the fan-out's store of where marked events were first published, and the end of
     * its topic's name.
     */
    public static final String FIRST_PUBLISHED = "first-published";

    /**
     * The name of the fan-out's store of events that wait for their accounts' shares, and the end
     * of its topic's name.
     */
    public static final String DEFERRED = "deferred";

    /** One day more, so that a fan-out that lags a day behind still recognises repeats. */
    public static final Duration FIRST_PUBLISHED_RETENTION = REPEATS_KNOWN_FOR.plusDays(1);

    /** Delays for waits that don't match a step, shortest first. */
    private static final List<Duration> PARKED_DELAYS =
            List.of(Duration.ofSeconds(10), Duration.ofMinutes(1), Duration.ofMinutes(10));

    /**
     * Room for any record that the events topic accepts, plus the reason why it was rejected.
     * {@code RejectedCopy} cuts larger ones.
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
     * Returns these topics with {@code leftovers} that the lanes also read. They belong to an
     * earlier schedule, and nothing is written to them any more.
     */
    public Topics alsoReading(List<DelayTopic> leftovers) {
        return new Topics(prefix, schedule, jitter, leftovers);
    }

    /**
     * Returns the delay topic named {@code name}, if it belongs to this installation but not to a
     * current step or parked delay.
     */
    public Optional<DelayTopic> leftover(String name) {
        for (String kind : List.of(prefix + "retry.", prefix + "parked.")) {
            if (name.startsWith(kind) && delayTopics().named(name).isEmpty()) {
                try {
                    Duration delay = DurationText.parse(name.substring(kind.length()));
                    return Optional.of(new DelayTopic(name, delay, jitter));
                } catch (IllegalArgumentException e) {
                    // Not a name that a delay topic ever had, so the topic is not Hooklane's.
                    return Optional.empty();
                }
            }
        }
        return Optional.empty();
    }

    /** Returns the topic that internal services publish to. */
    public String events() {
        return prefix + "events";
    }

    /**
     * Returns the topic of rejected records, which are not valid events or deliveries; they are
     * kept unchanged.
     */
    public String rejected() {
        return prefix + "rejected";
    }

    public String endpoints() {
        return prefix + "endpoints";
    }

    /** Returns the topic of first attempts and single manual retries. */
    public String deliveries() {
        return prefix + "deliveries";
    }

    /** Returns the topic of replays, which give way to live deliveries. */
    public String bulkDeliveries() {
        return prefix + "deliveries.bulk";
    }

    /** Returns the topic of deliveries whose attempts take long, while they are running. */
    public String leases() {
        return prefix + "leases";
    }

    public String deadLetters() {
        return prefix + "dead-letters";
    }

    /**
     * Returns the name of the fan-out's consumer group; Kafka Streams also puts it before the names
     * of its topics.
     */
    public static String fanOutApplication(String prefix) {
        return prefix + "fan-out";
    }

    /**
     * Returns the name of the consumer group that delivers; its transactional ids begin with it.
     */
    public static String deliveryGroup(String prefix) {
        return prefix + "dispatcher";
    }

    /**
     * Returns the topic of where marked events were first published. It is the changelog of the
     * fan-out's store, under the name that Kafka Streams expects, and has as many partitions as the
     * events topic.
     */
    public String firstPublished() {
        return changelog(FIRST_PUBLISHED);
    }

    /**
     * Returns the topic of events that wait for their accounts' shares of the fan-out. It is the
     * changelog of a store, as {@link #firstPublished} is.
     */
    public String deferred() {
        return changelog(DEFERRED);
    }

    /** Returns the topics that need as many partitions as the events topic. */
    List<String> ofFanOutStores() {
        return List.of(firstPublished(), deferred());
    }

    private String changelog(String store) {
        return "%s-%s-changelog".formatted(fanOutApplication(prefix), store);
    }

    /** Returns the topic of the API's keys, hashed. */
    public String access() {
        return prefix + "access";
    }

    /** Returns the topic of the quotas that operators have set for accounts. */
    public String quotas() {
        return prefix + "quotas";
    }

    /** Returns the topic of the portal links that were made, opened and revoked. */
    public String portalLinks() {
        return prefix + "portal-links";
    }

    /** Returns the topic that records who changed what through the API. */
    public String audit() {
        return prefix + "audit";
    }

    /**
     * Returns the topic with the results of API requests that carried an {@code Idempotency-Key}.
     */
    public String idempotency() {
        return prefix + "idempotency";
    }

    /**
     * Returns the topic of the catalogue of event types, as far as it differs from the built-in
     * one.
     */
    public String eventTypes() {
        return prefix + "event-types";
    }

    /** Returns the topic of the sources: which topics become events, and how. */
    public String sources() {
        return prefix + "sources";
    }

    /** Returns the topic of how far each source has read each partition. */
    public String sourceProgress() {
        return prefix + "source-progress";
    }

    /** Returns the topic of erased accounts and events. */
    public String erasures() {
        return prefix + "erasures";
    }

    /** Returns the topic of replays: their requests and their progress. */
    public String replays() {
        return prefix + "replays";
    }

    /** Returns the topic with the latest state of each delivery. */
    public String history() {
        return prefix + "history";
    }

    public DelayTopic retry(Step step) {
        return new DelayTopic(prefix + "retry." + step.label(), step.delay(), jitter);
    }

    private DelayTopic parked(Duration delay) {
        return new DelayTopic(prefix + "parked." + DurationText.format(delay), delay, jitter);
    }

    /** Returns the schedule whose steps have topics here. */
    public RetrySchedule schedule() {
        return schedule;
    }

    /** Returns the topics of the schedule's steps, in their order. */
    public List<DelayTopic> stepTopics() {
        return steps.stream().map(this::retry).toList();
    }

    /** Returns the parked topics, shortest delay first. */
    public List<DelayTopic> parkedTopicList() {
        return PARKED_DELAYS.stream().map(this::parked).toList();
    }

    /** Returns only the parked topics. */
    public DelayTopics parkedTopics() {
        return new DelayTopics(parkedTopicList());
    }

    /** Returns the topics of the schedule's steps and the parked topics. */
    public DelayTopics delayTopics() {
        return new DelayTopics(delays().toList(), leftovers);
    }

    /**
     * Returns the topics that the dispatcher consumes. All have the same partition count, so that a
     * lane has one owner.
     */
    public List<String> ofLanes() {
        return Stream.concat(
                        Stream.of(deliveries(), bulkDeliveries(), leases()),
                        Stream.concat(delays(), leftovers.stream()).map(DelayTopic::name))
                .toList();
    }

    /**
     * Returns how long a delivery takes at most for all the waits of its schedule, rounded up to
     * seconds.
     */
    Duration longestSchedule() {
        Duration waits = schedule.waits().stream().reduce(Duration.ZERO, Duration::plus);
        return Duration.ofSeconds((long) Math.ceil(waits.toSeconds() * (1 + jitter)));
    }

    /** Returns the required settings of every topic. */
    public List<TopicSpec> specs() {
        return new TopicSpecs(this).all();
    }

    /**
     * Reports whether partitions may be added to the topic. Most topics must not grow, because a
     * key would move to another partition. Its record in the old partition, such as an API key
     * revoked since, would still be read forever.
     */
    boolean mayGrow(TopicSpec spec) {
        return spec.coPartitioned()
                || spec.name().equals(events())
                || ofFanOutStores().contains(spec.name());
    }

    private Stream<DelayTopic> delays() {
        return Stream.concat(
                steps.stream().map(this::retry), PARKED_DELAYS.stream().map(this::parked));
    }
}
