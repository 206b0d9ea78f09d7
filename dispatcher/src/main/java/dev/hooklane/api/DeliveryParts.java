package dev.hooklane.api;

import dev.hooklane.deadletter.ManualRetry;
import dev.hooklane.endpoint.EndpointDirectory;
import dev.hooklane.history.HistoryStore;
import dev.hooklane.lookup.EventLookup;
import java.time.InstantSource;

/** The deliveries: their history, and a dead letter's next attempts. */
record DeliveryParts(HistoryStore history, ManualRetry retry) {
    static DeliveryParts of(
            Connections kafka,
            HistoryStore history,
            EndpointDirectory endpoints,
            EventLookup lookup) {
        return new DeliveryParts(
                history,
                new ManualRetry(
                        endpoints,
                        lookup.payloads(),
                        kafka.producer()::write,
                        kafka.topics().deliveries(),
                        InstantSource.system()));
    }
}
