package dev.hooklane.attempt;

import dev.hooklane.delivery.Attempt;
import dev.hooklane.delivery.Delivery;
import dev.hooklane.delivery.DeliveryStatus;
import java.time.Duration;

/**
 * Counts nothing: what a developer's machine answers says nothing about the installation, and must
 * cause no alert.
 */
enum UncountedAttempts implements AttemptMeter {
    METER;

    @Override
    public void attempted(Delivery delivery, Attempt attempt, Duration parked) {}

    @Override
    public void decided(Delivery delivery, DeliveryStatus status) {}

    @Override
    public void parked(ParkReason reason) {}

    @Override
    public void leased() {}

    @Override
    public void unreadable() {}

    @Override
    public void duplicate() {}
}
