package dev.hooklane.edge;

/** Learns of everything that the edge refuses. Any thread may call; must not block. */
@FunctionalInterface
public interface Refusals {
    /**
     * Takes note of a refusal.
     *
     * @param caller a stranger where the client is not known yet
     */
    void refused(CallerClass caller, Refusal refusal);
}
