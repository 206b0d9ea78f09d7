package dev.hooklane.tracing;

import dev.hooklane.delivery.SourceEvent;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.SpanBuilder;

/** The names of spans and of their attributes. */
final class SpanNames {
    static final String PUBLISH = "publish";
    static final String FAN_OUT = "fan-out";
    static final String WAIT = "wait";
    static final String ATTEMPT = "attempt";

    static final AttributeKey<String> ACCOUNT = AttributeKey.stringKey("hooklane.account");
    static final AttributeKey<String> EVENT = AttributeKey.stringKey("hooklane.event");
    static final AttributeKey<String> TYPE = AttributeKey.stringKey("hooklane.event.type");
    static final AttributeKey<Long> EVENTS = AttributeKey.longKey("hooklane.events");
    static final AttributeKey<Long> DELIVERIES = AttributeKey.longKey("hooklane.deliveries");
    static final AttributeKey<String> ENDPOINT = AttributeKey.stringKey("hooklane.endpoint");
    static final AttributeKey<String> DELIVERY = AttributeKey.stringKey("hooklane.delivery");
    static final AttributeKey<Long> NUMBER = AttributeKey.longKey("hooklane.attempt");
    static final AttributeKey<String> TRIGGER = AttributeKey.stringKey("hooklane.trigger");

    // From OpenTelemetry's semantic conventions for HTTP clients.
    static final AttributeKey<String> METHOD = AttributeKey.stringKey("http.request.method");
    static final AttributeKey<Long> STATUS = AttributeKey.longKey("http.response.status_code");
    static final AttributeKey<String> ERROR = AttributeKey.stringKey("error.type");

    private SpanNames() {}

    static SpanBuilder of(SourceEvent event, SpanBuilder span) {
        return span.setAttribute(ACCOUNT, event.account().value())
                .setAttribute(EVENT, event.id().value())
                .setAttribute(TYPE, event.type().value());
    }
}
