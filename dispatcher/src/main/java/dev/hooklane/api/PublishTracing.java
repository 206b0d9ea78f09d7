package dev.hooklane.api;

import java.util.Map;

/** Traces publishing over HTTP. Any thread may use it. */
public interface PublishTracing {
    /**
     * Begins to publish events within a trace.
     *
     * @param context the records' headers, with the caller's {@code traceparent} and {@code
     *     tracestate}, if it sent them
     * @param events the number of events
     */
    Begun begin(Map<String, String> context, int events);

    /** Events that are being published. One thread at a time uses it. */
    interface Begun {
        /** Returns the headers that go with the events. */
        Map<String, String> headers();

        /** Takes note that Kafka has the events. */
        void succeeded();

        /** Takes note that Kafka did not confirm the events. */
        void failed(Throwable cause);
    }

    /** Returns an instance that traces nothing; the caller's own context goes with the events. */
    static PublishTracing none() {
        return (context, _) -> new Untraced(context);
    }

    /** Events that nobody traces. */
    record Untraced(Map<String, String> headers) implements Begun {
        @Override
        public void succeeded() {
            // There is nothing to end.
        }

        @Override
        public void failed(Throwable cause) {
            // There is nothing to end.
        }
    }
}
