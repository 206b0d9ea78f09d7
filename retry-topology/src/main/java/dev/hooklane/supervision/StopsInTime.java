package dev.hooklane.supervision;

/** A part that takes a while to stop. Closing it waits until it has stopped. */
public interface StopsInTime extends AutoCloseable {
    /** Begins to stop and returns at once. */
    void beginStop();

    @Override
    void close();
}
