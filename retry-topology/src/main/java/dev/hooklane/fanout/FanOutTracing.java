package dev.hooklane.fanout;

import dev.hooklane.delivery.SourceEvent;

/** Traces events through the fan-out. Each stream thread that fans out has its own. */
public interface FanOutTracing {
    /**
     * Signals that the event is about to be fanned out.
     *
     * @return the event with the trace context that its deliveries continue
     */
    SourceEvent begin(SourceEvent event);

    /** Signals that the last event has become {@code deliveries} deliveries. */
    void end(int deliveries);

    /** Traces nothing: deliveries continue the trace context of the event. */
    static FanOutTracing none() {
        return Untraced.INSTANCE;
    }

    /** Does nothing and allocates nothing for an event. */
    enum Untraced implements FanOutTracing {
        INSTANCE;

        @Override
        public SourceEvent begin(SourceEvent event) {
            return event;
        }

        @Override
        public void end(int deliveries) {}
    }
}
