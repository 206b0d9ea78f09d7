package dev.hooklane.lane;

import java.util.Optional;

/** Where an outcome goes whose records Kafka refuses: a form of it that is smaller. */
interface Quarantine {
    /**
     * The next smaller form; empty if there is none.
     *
     * @param why Kafka refused it
     */
    Optional<Outcome> smaller(Outcome refused, String why);
}
