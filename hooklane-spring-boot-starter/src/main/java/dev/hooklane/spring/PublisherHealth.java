package dev.hooklane.spring;

import dev.hooklane.producer.EventPublisher;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Judges a publisher by what became of its latest events. Before the first one, it looks whether
 * the topic is there.
 *
 * <p>It says {@code FAILING} and not {@code DOWN} by default: to Spring Boot that is a status of
 * this part alone, which changes neither the service's own nor the code of the answer. Taking a
 * service out of its load balancer doesn't mend Kafka, and all its instances would go at once.
 */
final class PublisherHealth {
    /** Failures that are older say nothing of now: the service has published nothing since. */
    static final Duration FORGOTTEN_AFTER = Duration.ofMinutes(5);

    /** Short, as whoever asks for a service's health waits for all its parts. */
    private static final Duration LOOKUP_WAIT = Duration.ofSeconds(1);

    /** The names are those of Spring Boot's statuses, and {@code FAILING}. */
    enum Verdict {
        UP,
        FAILING,
        DOWN,
        UNKNOWN
    }

    record Report(Verdict verdict, Map<String, Object> details) {}

    private final String topic;
    private final TopicLookup lookup;
    private final LatestOutcomes outcomes;
    private final Optional<Duration> downAfter;
    private final InstantSource clock;

    PublisherHealth(
            String topic,
            TopicLookup lookup,
            LatestOutcomes outcomes,
            Optional<Duration> downAfter,
            InstantSource clock) {
        this.topic = topic;
        this.lookup = lookup;
        this.outcomes = outcomes;
        this.downAfter = downAfter;
        this.clock = clock;
    }

    static PublisherHealth of(
            EventPublisher publisher,
            LatestOutcomes outcomes,
            EventPublisherProperties properties) {
        InstantSource clock = InstantSource.system();
        return new PublisherHealth(
                publisher.topic(),
                new TopicLookup(publisher::partitions, clock),
                outcomes,
                Optional.ofNullable(properties.health().downAfter()),
                clock);
    }

    Report report() {
        Map<String, Object> details = new LinkedHashMap<>();
        details.put("topic", topic);
        LatestOutcomes.Known known = outcomes.known();
        known.acknowledged().ifPresent(at -> details.put("lastAcknowledged", at.toString()));
        if (known.failures().isPresent()) {
            return new Report(ofFailures(known.failures().get(), details), details);
        }
        return new Report(
                known.acknowledged().isPresent() ? Verdict.UP : ofLookup(details), details);
    }

    private Verdict ofFailures(LatestOutcomes.Failures failures, Map<String, Object> details) {
        details.put("failures", failures.count());
        details.put("failingSince", failures.first().toString());
        details.put("lastFailure", failures.last().toString());
        details.put("reason", failures.reason());
        boolean forgotten = failures.last().plus(FORGOTTEN_AFTER).isBefore(clock.instant());
        return forgotten ? Verdict.UNKNOWN : failingSince(failures.first());
    }

    private Verdict ofLookup(Map<String, Object> details) {
        TopicLookup.Answer answer = lookup.answer(LOOKUP_WAIT);
        if (answer instanceof TopicLookup.Answer.Found found) {
            details.put("partitions", found.partitions());
            return Verdict.UP;
        }
        if (answer instanceof TopicLookup.Answer.Missing missing) {
            details.put("failingSince", missing.since().toString());
            details.put("reason", missing.reason());
            return failingSince(missing.since());
        }
        return Verdict.UNKNOWN;
    }

    private Verdict failingSince(Instant first) {
        boolean down =
                downAfter.filter(limit -> !first.plus(limit).isAfter(clock.instant())).isPresent();
        return down ? Verdict.DOWN : Verdict.FAILING;
    }
}
