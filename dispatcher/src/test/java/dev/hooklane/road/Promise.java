package dev.hooklane.road;

import static org.assertj.core.api.Assertions.assertThat;

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

    /** Fails if there is anything in the list, and shows the first few. */
    static void none(String what, List<String> found) {
        assertThat(found.subList(0, Math.min(5, found.size())))
                .as("%s: %d, such as", what, found.size())
                .isEmpty();
    }
}
