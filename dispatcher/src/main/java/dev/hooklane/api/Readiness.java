package dev.hooklane.api;

import java.util.List;

/** Reports which parts of this instance can do their work. Any thread may ask; must not block. */
@FunctionalInterface
public interface Readiness {
    /** Returns every part that this instance runs. */
    List<Part> parts();

    /**
     * One part of an instance.
     *
     * @param detail one line on what the part waits for; empty if it is ready
     */
    record Part(String name, boolean ready, String detail) {}
}
