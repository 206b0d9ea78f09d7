package dev.hooklane.e2e.judge;

/**
 * A delivery on the topic of a step, or of the dead letters.
 *
 * @param attempt the number of the next attempt
 * @param round how often it was retried manually or replayed
 * @param asked whether the endpoint asked to wait, so that the delivery may pass through several
 *     topics
 */
public record Wait(String delivery, int attempt, int round, boolean asked) {}
