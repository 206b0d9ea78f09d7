package dev.hooklane.road;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hooklane.embedded.LoopbackPort;
import dev.hooklane.endpoint.Endpoint;
import dev.hooklane.tracing.SpanCollector;
import dev.hooklane.tracing.SpanCollector.CollectedSpan;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** An event's trace goes from who published it to the endpoint, attempt by attempt. */
@ExtendWith(Brokers.class)
class TracingIT {
    private static final String TRACE = "0af7651916cd43dd8448eb211c80319c";
    private static final String CALLER = "b7ad6b7169203331";
    private static final String SAMPLED = "00-%s-%s-01".formatted(TRACE, CALLER);
    private static final String UNSAMPLED = "00-%s-%s-00".formatted(TRACE, CALLER);

    @Test
    void eachAttemptIsASpanThatTheEndpointGoesOnFrom(Broker broker) {
        try (SpanCollector collector = new SpanCollector();
                Traced traced = new Traced(broker, collector.url(), "0.0")) {
            Endpoint endpoint = traced.road.endpoint("*");
            traced.road
                    .customer()
                    .answer(endpoint.id(), Script.byAttempt(Reply.status(503), Reply.OK));
            traced.start();

            traced.publish(SAMPLED);

            Awaitility.await("all spans")
                    .untilAsserted(() -> assertThat(collector.spans()).hasSize(6));
            CollectedSpan publish = named("publish", collector).getFirst();
            CollectedSpan fanOut = named("fan-out", collector).getFirst();
            List<CollectedSpan> waits = named("wait", collector);
            List<CollectedSpan> attempts = named("attempt", collector);
            assertThat(collector.spans()).allMatch(span -> span.trace().equals(TRACE));
            assertThat(publish.parent()).isEqualTo(CALLER);
            assertThat(fanOut.parent()).isEqualTo(publish.id());
            assertThat(fanOut.attribute("hooklane.deliveries")).isEqualTo("1");
            assertThat(waits).hasSize(2).allMatch(wait -> wait.parent().equals(fanOut.id()));
            assertThat(attempts).hasSize(2).allMatch(each -> each.parent().equals(fanOut.id()));
            assertThat(attempts)
                    .extracting(each -> each.attribute("http.response.status_code"))
                    .containsExactly("503", "200");
            assertThat(attempts)
                    .allMatch(each ->
                            each.attribute("hooklane.endpoint").equals(endpoint.id().value()));
            assertThat(traced.parentsSeen(endpoint))
                    .containsExactly(
                            "00-%s-%s-01".formatted(TRACE, attempts.getFirst().id()),
                            "00-%s-%s-01".formatted(TRACE, attempts.getLast().id()));
            // The second wait is that for the step, and ends when the attempt begins.
            assertThat(Duration.between(waits.getLast().start(), waits.getLast().end()))
                    .isGreaterThanOrEqualTo(Duration.ofMillis(250));
            assertThat(waits.getLast().end())
                    .isBeforeOrEqualTo(attempts.getLast().end())
                    .isAfter(attempts.getFirst().start());
        }
    }

    @Test
    void aTraceThatItsPublisherDoesNotSampleIsPassedOnAndNotTold(Broker broker) {
        try (SpanCollector collector = new SpanCollector();
                Traced traced = new Traced(broker, collector.url(), "1.0")) {
            Endpoint endpoint = traced.road.endpoint("*");
            traced.start();

            traced.publish(UNSAMPLED);
            traced.road.awaitRequests(1);
            // One without a trace of its own, which all of are sampled here.
            traced.road.publish("message.created");

            Awaitility.await("the spans of the other one")
                    .untilAsserted(() -> assertThat(collector.spans()).hasSize(3));
            assertThat(collector.spans()).noneMatch(span -> span.trace().equals(TRACE));
            assertThat(traced.parentsSeen(endpoint).getFirst())
                    .startsWith("00-" + TRACE)
                    .endsWith("-00");
        }
    }

    @Test
    void aCollectorThatIsAwayHoldsUpNoDelivery(Broker broker) {
        try (Traced traced = new Traced(broker, "http://127.0.0.1:" + LoopbackPort.free(), "1.0")) {
            traced.road.endpoint("*");
            traced.start();

            traced.road.publish("message.created", 50);

            traced.road.awaitSettled();
            traced.road.judge();
        }
    }

    @Test
    void withoutACollectorTheEventsOwnContextIsPassedOn(Broker broker) {
        try (Traced traced = new Traced(broker, "", "1.0")) {
            Endpoint endpoint = traced.road.endpoint("*");
            traced.start();

            traced.publish(SAMPLED);
            traced.road.awaitRequests(1);

            assertThat(traced.parentsSeen(endpoint)).containsExactly(SAMPLED);
        }
    }

    /** The spans of that name, in the order of their starts. */
    private static List<CollectedSpan> named(String name, SpanCollector collector) {
        return collector.spans().stream()
                .filter(span -> span.name().equals(name))
                .sorted(Comparator.comparing(CollectedSpan::start))
                .toList();
    }

    /** A road whose instance sends its spans to a collector. */
    private static final class Traced implements AutoCloseable {
        private final int port = LoopbackPort.free();
        private final Road road;
        private final RoadApi api = new RoadApi(port);

        Traced(Broker broker, String collector, String ratio) {
            Map<String, String> settings = new HashMap<>();
            settings.put("roles", "fan-out,delivery,control-plane");
            settings.put("api.port", Integer.toString(port));
            settings.put("tracing.otlp-endpoint", collector);
            settings.put("tracing.sample-ratio", ratio);
            road = Road.on(broker, settings);
        }

        void start() {
            road.start("one");
        }

        void publish(String traceparent) {
            api.publishTraced(
                    "/v1/events",
                    traceparent,
                    "{\"account\":\"%s\",\"type\":\"message.created\",\"data\":{}}"
                            .formatted(Road.ACCOUNT));
        }

        List<String> parentsSeen(Endpoint endpoint) {
            return road.customer().seen(endpoint.id()).stream()
                    .map(SeenAttempt::traceparent)
                    .toList();
        }

        @Override
        public void close() {
            api.close();
            road.close();
        }
    }
}
