package dev.hooklane.tracing;

import dev.hooklane.delivery.SourceEvent;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.propagation.TextMapGetter;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * W3C trace context, from text to spans and back. Invalid text is ignored: the span begins a trace
 * of its own.
 */
final class TraceContexts {
    private static final String PARENT = "traceparent";
    private static final String STATE = "tracestate";
    private static final W3CTraceContextPropagator W3C = W3CTraceContextPropagator.getInstance();

    private static final TextMapGetter<Map<String, String>> GETTER =
            new TextMapGetter<>() {
                @Override
                public Iterable<String> keys(Map<String, String> carrier) {
                    return carrier.keySet();
                }

                @Override
                public @Nullable String get(@Nullable Map<String, String> carrier, String key) {
                    return carrier == null ? null : carrier.get(key);
                }
            };

    private TraceContexts() {}

    static Context read(Map<String, String> headers) {
        return W3C.extract(Context.root(), headers, GETTER);
    }

    static Context read(SourceEvent event) {
        Map<String, String> headers = new HashMap<>();
        event.traceparent().ifPresent(parent -> headers.put(PARENT, parent));
        event.tracestate().ifPresent(state -> headers.put(STATE, state));
        return read(headers);
    }

    /** Returns the headers that make their receiver a part of the span. */
    static Map<String, String> write(Span span) {
        Map<String, String> headers = new HashMap<>();
        W3C.inject(Context.root().with(span), headers, TraceContexts::put);
        return headers;
    }

    private static void put(@Nullable Map<String, String> headers, String name, String value) {
        if (headers != null) {
            headers.put(name, value);
        }
    }

    /** Returns the event, as a part of the span. */
    static SourceEvent within(Span span, SourceEvent event) {
        Map<String, String> headers = write(span);
        return event.traced(
                Optional.ofNullable(headers.get(PARENT)), Optional.ofNullable(headers.get(STATE)));
    }
}
