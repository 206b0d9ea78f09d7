package dev.hooklane.eraser;

import dev.hooklane.erasure.ErasedPlace;
import dev.hooklane.erasure.Erasure;

/** A place where data is kept. One thread calls it; a repeat is harmless. */
interface DataPlace {
    String name();

    /**
     * Removes what the erasure covers, and returns the result.
     *
     * @throws RuntimeException if that could not be done; it is tried again later
     */
    ErasedPlace erase(Erasure erasure);

    /** Does what must be done once in a while, as long as erasures are remembered. */
    default void tend() {}
}
