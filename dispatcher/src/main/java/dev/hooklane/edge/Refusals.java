package dev.hooklane.edge;

/** Learns of everything that the edge refuses or slows. Any thread may call; must not block. */
public interface Refusals {
    /**
     * Takes note of a refusal.
     *
     * @param caller a stranger where the client is not known yet
     */
    void refused(CallerClass caller, Refusal refusal);

    /** Takes note of a read or an answer that has to wait. */
    void slowed(CallerClass caller);
}
