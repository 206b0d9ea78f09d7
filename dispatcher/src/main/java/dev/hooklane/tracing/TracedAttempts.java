package dev.hooklane.tracing;

import dev.hooklane.attempt.AttemptSender;
import dev.hooklane.delivery.Attempt;
import dev.hooklane.delivery.AttemptOutcome;
import dev.hooklane.delivery.Delivery;
import dev.hooklane.endpoint.Endpoint;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import java.time.Instant;
import java.time.InstantSource;

/**
 * Makes a span for each attempt, which the endpoint gets as its parent, and one for the wait before
 * it: since the event was published, or since the previous attempt. Any thread may use it.
 *
 * <p>The spans of all attempts are the fan-out's children, since the record for the next attempt
 * carries the context that it came with.
 */
final class TracedAttempts implements AttemptSender {
    private final AttemptSender sender;
    private final Tracer tracer;
    private final InstantSource clock;

    TracedAttempts(AttemptSender sender, Tracer tracer, InstantSource clock) {
        this.sender = sender;
        this.tracer = tracer;
        this.clock = clock;
    }

    @Override
    public Attempt send(Delivery delivery, Endpoint endpoint) {
        Context parent = TraceContexts.read(delivery.event());
        Instant now = clock.instant();
        span(SpanNames.WAIT, delivery, parent)
                .setStartTimestamp(earlier(waitsSince(delivery), now))
                .startSpan()
                .end(now);
        Span span =
                span(SpanNames.ATTEMPT, delivery, parent)
                        .setSpanKind(SpanKind.CLIENT)
                        .setAttribute(SpanNames.METHOD, "POST")
                        .startSpan();
        return Spans.ending(
                span,
                () -> {
                    Attempt attempt =
                            sender.send(
                                    delivery.of(TraceContexts.within(span, delivery.event())),
                                    endpoint);
                    tell(span, attempt.outcome());
                    return attempt;
                });
    }

    private SpanBuilder span(String name, Delivery delivery, Context parent) {
        return SpanNames.of(delivery.event(), tracer.spanBuilder(name))
                .setParent(parent)
                .setAttribute(SpanNames.ENDPOINT, delivery.endpoint().value())
                .setAttribute(SpanNames.DELIVERY, delivery.id().value())
                .setAttribute(SpanNames.TRIGGER, delivery.trigger().wireName())
                .setAttribute(SpanNames.NUMBER, (long) delivery.attempt());
    }

    private static void tell(Span span, AttemptOutcome outcome) {
        switch (outcome) {
            case AttemptOutcome.Success(int status, _) ->
                    span.setAttribute(SpanNames.STATUS, (long) status);
            case AttemptOutcome.ErrorStatus(int status, _, _) -> {
                span.setAttribute(SpanNames.STATUS, (long) status);
                Spans.failed(span, Integer.toString(status));
            }
            case AttemptOutcome.NoResponse none -> Spans.failed(span, none.kind().wireName());
        }
    }

    private static Instant waitsSince(Delivery delivery) {
        return delivery.attempts().isEmpty()
                ? delivery.event().publishedAt()
                : delivery.attempts().getLast().endedAt();
    }

    /** Returns the earlier time: the brokers' clock may be ahead of this one. */
    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }
}
