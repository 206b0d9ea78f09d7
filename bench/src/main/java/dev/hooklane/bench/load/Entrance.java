package dev.hooklane.bench.load;

import dev.hooklane.event.AccountId;
import dev.hooklane.event.EventType;
import dev.hooklane.producer.EventPublisher;

/** Where the events of a load enter the road. */
@FunctionalInterface
public interface Entrance {
    /**
     * Has an event published, or sends it on its way.
     *
     * @param sentAtNanos goes into the data, for the receiver; 0 for an event whose latency is not
     *     measured
     */
    void publish(AccountId account, EventType type, long sentAtNanos);

    /** Returns that of services, which publish themselves. */
    static Entrance of(EventPublisher publisher) {
        return (account, type, sentAtNanos) -> {
            var _ = publisher.publish(account, EventSource.event(type, sentAtNanos));
        };
    }
}
