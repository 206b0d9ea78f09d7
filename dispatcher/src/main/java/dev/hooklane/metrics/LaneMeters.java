package dev.hooklane.metrics;

import dev.hooklane.endpoint.EndpointId;
import dev.hooklane.lane.LaneReport;
import dev.hooklane.lane.LaneState;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The state of this instance's lanes when its poll loop was asked last. Only the worst few
 * endpoints have series of their own, and none have unless a setting asks for them.
 */
public final class LaneMeters {
    private final MeterRegistry registry;
    private final Map<EndpointId, List<Gauge>> gauges = new HashMap<>();
    private volatile LaneReport latest = LaneReport.NONE;
    private volatile Map<EndpointId, LaneState> worst = Map.of();

    LaneMeters(MeterRegistry registry) {
        this.registry = registry;
    }

    /** Starts reporting on the lanes. */
    public void start() {
        Arrays.stream(LaneState.Gate.values())
                .forEach(gate ->
                        watch(
                                "hooklane.lanes.breaker",
                                Tags.of("state", gate.name().toLowerCase(Locale.ROOT)),
                                report -> report.census().of(gate)));
        watch("hooklane.lanes.slow", Tags.empty(), report -> report.census().slow());
        watch("hooklane.lanes.behind", Tags.empty(), report -> report.census().behind());
        watchSeconds("hooklane.lanes.longest.open", report -> report.census().longestOpen());
        watchSeconds("hooklane.lanes.longest.backlog", report -> report.census().longestBacklog());
    }

    /**
     * Takes the poll loop's report. One thread at a time may call it.
     *
     * @param endpoints how many of those in trouble get series of their own
     */
    public void asked(LaneReport report, int endpoints) {
        latest = report;
        worst =
                report.troubled().stream()
                        .limit(endpoints)
                        .collect(Collectors.toMap(LaneState::endpoint, Function.identity()));
        // An endpoint that stays keeps its series: a scrape at this moment must not find it twice.
        worst.keySet().forEach(each -> gauges.computeIfAbsent(each, this::register));
        List<EndpointId> gone = new ArrayList<>(gauges.keySet());
        gone.removeAll(worst.keySet());
        gone.forEach(each -> gauges.getOrDefault(each, List.of()).forEach(registry::remove));
        gauges.keySet().removeAll(gone);
    }

    private List<Gauge> register(EndpointId endpoint) {
        return List.of(
                register(
                        "hooklane.troubled.endpoint.open",
                        "seconds",
                        endpoint,
                        lane -> seconds(lane.openFor().orElse(Duration.ZERO))),
                register(
                        "hooklane.troubled.endpoint.backlog",
                        "seconds",
                        endpoint,
                        lane -> seconds(lane.backlog())),
                register(
                        "hooklane.troubled.endpoint.in.flight",
                        null,
                        endpoint,
                        LaneState::inFlight));
    }

    private Gauge register(
            String name,
            @Nullable String unit,
            EndpointId endpoint,
            ToDoubleFunction<LaneState> figure) {
        return Gauge.builder(name, this, meters -> meters.of(endpoint, figure))
                .baseUnit(unit)
                .tag("endpoint", endpoint.value())
                .register(registry);
    }

    private double of(EndpointId endpoint, ToDoubleFunction<LaneState> figure) {
        LaneState lane = worst.get(endpoint);
        return lane == null ? 0 : figure.applyAsDouble(lane);
    }

    private void watchSeconds(String name, Function<LaneReport, Duration> longest) {
        Gauge.builder(name, this, meters -> seconds(longest.apply(meters.latest)))
                .baseUnit("seconds")
                .register(registry);
    }

    private void watch(String name, Tags tags, ToDoubleFunction<LaneReport> figure) {
        Gauge.builder(name, this, meters -> figure.applyAsDouble(meters.latest))
                .tags(tags)
                .register(registry);
    }

    private static double seconds(Duration duration) {
        return duration.toMillis() / 1_000.0;
    }
}
