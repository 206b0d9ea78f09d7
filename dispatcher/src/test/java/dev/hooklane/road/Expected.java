package dev.hooklane.road;

import dev.hooklane.delivery.DeliveryId;
import dev.hooklane.endpoint.Endpoint;
import dev.hooklane.event.Event;

/** A delivery that must come of what was published. */
record Expected(Event event, Endpoint endpoint, DeliveryId delivery) {
    Expected(Event event, Endpoint endpoint) {
        this(event, endpoint, DeliveryId.of(event.id(), event.timestamp()).to(endpoint.id()));
    }
}
