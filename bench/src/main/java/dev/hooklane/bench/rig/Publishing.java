package dev.hooklane.bench.rig;

/** A way to publish the events of a load. */
interface Publishing {
    /**
     * Returns when the last event is published, or on its way.
     *
     * @throws dev.hooklane.bench.measure.BenchmarkFailedException if one can't be published
     */
    void publish(Load load) throws InterruptedException;
}
