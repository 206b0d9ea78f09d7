package dev.hooklane.fanout;

import dev.hooklane.delivery.SourceEvent;

/** Follows events through the fan-out in a trace. One for each stream thread that fans out. */
public interface FanOutTracing {
    /**
     * The event is about to be fanned out.
     *
     * @return the event with the trace context that its deliveries carry on
     */
    SourceEvent begin(SourceEvent event);

    /** The event that was begun has become so many deliveries. */
    void end(int deliveries);

    /** Follows none: deliveries carry on what the event came with. */
    static FanOutTracing none() {
        return Untraced.INSTANCE;
    }

    /** Does nothing, so that nothing is made for an event where nobody looks. */
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
