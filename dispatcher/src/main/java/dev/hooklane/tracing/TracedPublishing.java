package dev.hooklane.tracing;

import dev.hooklane.api.PublishTracing;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.Tracer;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;

/** A span for each call that publishes, from the write to Kafka's acknowledgement. */
final class TracedPublishing implements PublishTracing {
    private final Tracer tracer;

    TracedPublishing(Tracer tracer) {
        this.tracer = tracer;
    }

    @Override
    public <T> T publish(
            Map<String, String> context, int events, Function<Map<String, String>, T> publish) {
        Span span =
                tracer.spanBuilder(SpanNames.PUBLISH)
                        .setParent(TraceContexts.read(context))
                        .setSpanKind(SpanKind.PRODUCER)
                        .setAttribute(SpanNames.EVENTS, (long) events)
                        .startSpan();
        // A test event's headers other than its trace context are kept.
        Map<String, String> headers = new HashMap<>(context);
        headers.putAll(TraceContexts.write(span));
        return Spans.ending(span, () -> publish.apply(headers));
    }
}
