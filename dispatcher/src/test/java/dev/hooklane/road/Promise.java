package dev.hooklane.road;

import java.util.List;

/** Something that holds for every run, whatever fails in it. */
interface Promise {
    /** What must hold for each run that has come to its end. */
    List<Promise> OF_EVERY_RUN =
            List.of(
                    new NothingLost(),
                    new NoOutcomeTwice(),
                    new NeverEarly(),
                    new SignedAndUnchanged());

    /** Throws an {@link AssertionError} if the run broke it. */
    void judge(Run run);
}
