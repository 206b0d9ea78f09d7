package dev.hooklane.offset;

import java.util.Optional;

/** Finds a smaller form for an outcome whose records Kafka refuses. */
public interface Quarantine {
    /**
     * Returns the next smaller form; empty if there is none.
     *
     * @param why why Kafka refused it
     */
    Optional<Outcome> smaller(Outcome refused, String why);
}
