package dev.hooklane.api;

import java.util.Map;
import java.util.function.Function;

/** Follows the publishing over HTTP in a trace. Any thread may use it. */
public interface PublishTracing {
    /**
     * Publishes.
     *
     * @param context the records' headers, with the caller's {@code traceparent} and {@code
     *     tracestate} as far as it sent them
     * @param events how many
     * @param publish given the headers that go with the events
     */
    <T> T publish(
            Map<String, String> context, int events, Function<Map<String, String>, T> publish);

    /** Follows none: the caller's own context goes with the events. */
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
