package dev.hooklane.eraser;

import dev.hooklane.erasure.ErasedPlace;
import dev.hooklane.erasure.Erasure;

/**
 * A topic from which only Kafka's own retention removes records: all that can be done is to report
 * when.
 */
record RetentionPlace(String name, TopicRetention retention) implements DataPlace {
    @Override
    public ErasedPlace erase(Erasure erasure) {
        return ErasedPlace.finished(name, 0, retention.goneBy(name, erasure.erasedAt()));
    }
}
