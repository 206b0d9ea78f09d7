package dev.hooklane.e2e.judge;

import java.util.List;

/** Judges one promise, and finds every place in the evidence where it was broken. */
public interface Judge {
    /** Returns the heading of its column. */
    String name();

    /** Returns what it looks for, in a few words. */
    String summary();

    /** Returns a line for each breach; none if the promise was kept. */
    List<String> breaches(Evidence evidence);
}
