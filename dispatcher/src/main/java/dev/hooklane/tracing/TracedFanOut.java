package dev.hooklane.tracing;

import dev.hooklane.delivery.SourceEvent;
import dev.hooklane.fanout.FanOutTracing;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.Tracer;

/** A span for each event that is fanned out; for one stream thread. */
final class TracedFanOut implements FanOutTracing {
    private final Tracer tracer;
    private Span span = Span.getInvalid();

    TracedFanOut(Tracer tracer) {
        this.tracer = tracer;
    }

    @Override
    public SourceEvent begin(SourceEvent event) {
        span =
                SpanNames.of(event, tracer.spanBuilder(SpanNames.FAN_OUT))
                        .setParent(TraceContexts.read(event))
                        .setSpanKind(SpanKind.CONSUMER)
                        .startSpan();
        return TraceContexts.within(span, event);
    }

    @Override
    public void end(int deliveries) {
        span.setAttribute(SpanNames.DELIVERIES, (long) deliveries);
        span.end();
    }
}
