package dev.hooklane.metrics;

import dev.hooklane.delay.DurationText;
import dev.hooklane.waiting.WaitingTopic;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.TimeGauge;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.ToDoubleFunction;

/**
 * The records that wait in Kafka, as of the last look, for all instances together. Another part
 * looks periodically; a scrape asks Kafka nothing. Ages are as of the look: on a busy topic some
 * record is always in progress, and would seem to get older until the next look although it is long
 * done.
 */
public final class WaitingMeters {
    private final MeterRegistry registry;
    private final InstantSource clock;
    private volatile Map<Place, WaitingTopic> latest = Map.of();
    private volatile Instant lookedAt;

    WaitingMeters(MeterRegistry registry, InstantSource clock) {
        this.registry = registry;
        this.clock = clock;
        this.lookedAt = clock.instant();
    }

    /** A kind of topic, and a delay of the schedule or of parking; there are only a few. */
    private record Place(String kind, String delay) {
        static Place of(WaitingTopic topic) {
            return new Place(
                    topic.kind().name().toLowerCase(Locale.ROOT),
                    topic.delay().map(each -> DurationText.format(each.delay())).orElse("none"));
        }
    }

    /** Starts reporting how old the last look is, counted from now until there is one. */
    public void start() {
        lookedAt = clock.instant();
        seconds(
                "hooklane.waiting.look.age",
                Tags.empty(),
                _ -> secondsBetween(lookedAt, clock.instant()));
    }

    /** Takes the result of a look. One thread at a time may call it. */
    public void looked(List<WaitingTopic> topics) {
        Map<Place, WaitingTopic> found = new HashMap<>();
        topics.forEach(topic -> found.put(Place.of(topic), topic));
        Map<Place, WaitingTopic> before = latest;
        lookedAt = clock.instant();
        latest = Map.copyOf(found);
        found.keySet().stream().filter(place -> !before.containsKey(place)).forEach(this::register);
    }

    private void register(Place place) {
        Tags tags = Tags.of("kind", place.kind(), "delay", place.delay());
        Gauge.builder("hooklane.waiting.records", this, meters -> meters.records(place))
                .tags(tags)
                .register(registry);
        seconds(
                "hooklane.waiting.oldest",
                tags,
                meters -> meters.age(place, WaitingTopic::oldestAt));
        seconds("hooklane.waiting.late", tags, meters -> meters.age(place, WaitingTopic::dueAt));
    }

    private void seconds(String name, Tags tags, ToDoubleFunction<WaitingMeters> value) {
        TimeGauge.builder(name, this, TimeUnit.SECONDS, value).tags(tags).register(registry);
    }

    private double records(Place place) {
        WaitingTopic topic = latest.get(place);
        return topic == null ? 0 : topic.records();
    }

    private double age(Place place, At at) {
        return Optional.ofNullable(latest.get(place))
                .flatMap(at::of)
                .map(then -> secondsBetween(then, lookedAt))
                .orElse(0.0);
    }

    /** A time of a topic. */
    private interface At {
        Optional<Instant> of(WaitingTopic topic);
    }

    /**
     * Returns the seconds, never negative: a delivery that is not due yet is not late, and the
     * brokers' clock may be ahead.
     */
    private static double secondsBetween(Instant then, Instant now) {
        return Math.max(0, Duration.between(then, now).toMillis()) / 1_000.0;
    }
}
