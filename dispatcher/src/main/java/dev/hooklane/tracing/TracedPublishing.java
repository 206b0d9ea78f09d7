package dev.hooklane.tracing;

import dev.hooklane.api.PublishTracing;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.Tracer;
import java.util.HashMap;
import java.util.Map;

/** A span for each call that publishes, from the write to Kafka's acknowledgement. */
final class TracedPublishing implements PublishTracing {
    private final Tracer tracer;

    TracedPublishing(Tracer tracer) {
        this.tracer = tracer;
    }

    @Override
    public Begun begin(Map<String, String> context, int events) {
        Span span =
                tracer.spanBuilder(SpanNames.PUBLISH)
                        .setParent(TraceContexts.read(context))
                        .setSpanKind(SpanKind.PRODUCER)
                        .setAttribute(SpanNames.EVENTS, (long) events)
                        .startSpan();
        // A test event's headers other than its trace context are kept.
        Map<String, String> headers = new HashMap<>(context);
        headers.putAll(TraceContexts.write(span));
        return new Traced(span, headers);
    }

    private record Traced(Span span, Map<String, String> headers) implements Begun {
        @Override
        public void succeeded() {
            span.end();
        }

        @Override
        public void failed(Throwable cause) {
            Spans.failed(span, cause.getClass().getSimpleName());
            span.end();
        }
    }
}
