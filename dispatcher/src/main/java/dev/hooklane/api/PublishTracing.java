package dev.hooklane.api;

import java.util.Map;
import java.util.function.Function;

/** Traces publishing over HTTP. Any thread may use it. */
public interface PublishTracing {
    /**
     * Publishes events within a trace.
     *
     * @param context the records' headers, with the caller's {@code traceparent} and {@code
     *     tracestate}, if it sent them
     * @param events the number of events
     * @param publish receives the headers that go with the events
     */
    <T> T publish(
            Map<String, String> context, int events, Function<Map<String, String>, T> publish);

    /** Returns an instance that traces nothing; the caller's own context goes with the events. */
    static PublishTracing none() {
        return new PublishTracing() {
            @Override
            public <T> T publish(
                    Map<String, String> context,
                    int events,
                    Function<Map<String, String>, T> publish) {
                return publish.apply(context);
            }
        };
    }
}
