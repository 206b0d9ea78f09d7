package dev.hooklane.delivery;

import java.time.Instant;

/**
 * A wait before an attempt, beyond its schedule: the delivery was parked.
 *
 * @param reason why it was parked last, such as {@code target_busy}; a newer release may know more
 *     reasons
 * @param since when it was parked for the first time
 */
public record AttemptWait(String reason, Instant since) {}
