package dev.hooklane.e2e.judge;

/**
 * A delivery on the topic of a step, or of the dead letters.
 *
 * @param attempt the number of the next one
 * @param round how often it was retried by hand or replayed
 * @param asked whether the endpoint asked to wait, so that it may pass several topics
 */
public record Wait(String delivery, int attempt, int round, boolean asked) {}
