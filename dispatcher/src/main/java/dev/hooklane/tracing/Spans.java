package dev.hooklane.tracing;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.StatusCode;
import java.util.function.Supplier;

/** Ends spans, whatever happens within them. */
final class Spans {
    private Spans() {}

    /** Does the work and ends the span with it; an exception marks the span as failed. */
    static <T> T ending(Span span, Supplier<T> work) {
        try {
            return work.get();
        } catch (RuntimeException e) {
            failed(span, e.getClass().getSimpleName());
            throw e;
        } finally {
            span.end();
        }
    }

    static void failed(Span span, String type) {
        span.setAttribute(SpanNames.ERROR, type);
        span.setStatus(StatusCode.ERROR);
    }
}
