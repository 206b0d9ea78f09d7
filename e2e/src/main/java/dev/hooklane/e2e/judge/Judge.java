package dev.hooklane.e2e.judge;

import java.util.List;

/** One promise. It finds every place in the evidence where that was broken. */
public interface Judge {
    /** As it heads its column. */
    String name();

    /** What it looks for, in a few words. */
    String summary();

    /** A line for each breach; none where the promise was kept. */
    List<String> breaches(Evidence evidence);
}
