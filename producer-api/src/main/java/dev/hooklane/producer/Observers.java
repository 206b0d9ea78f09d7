package dev.hooklane.producer;

import dev.hooklane.event.EventType;
import dev.hooklane.event.InvalidEventException;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells all observers of a publisher, each whatever another one throws. */
final class Observers implements PublishObserver {
    private static final Logger log = LoggerFactory.getLogger(Observers.class);

    private final List<PublishObserver> all;

    Observers(List<PublishObserver> all) {
        this.all = List.copyOf(all);
    }

    @Override
    public void sending(EventType type) {
        tell(observer -> observer.sending(type));
    }

    @Override
    public void acknowledged(EventType type, Duration took) {
        tell(observer -> observer.acknowledged(type, took));
    }

    @Override
    public void failed(EventType type, Duration took, Exception failure) {
        tell(observer -> observer.failed(type, took, failure));
    }

    @Override
    public void refused(InvalidEventException refusal) {
        tell(observer -> observer.refused(refusal));
    }

    private void tell(Consumer<PublishObserver> what) {
        for (PublishObserver observer : all) {
            try {
                what.accept(observer);
            } catch (RuntimeException e) {
                log.warn("{} failed to observe an event", observer.getClass().getName(), e);
            }
        }
    }
}
