package dev.hooklane.offset;

/**
 * When records were read.
 *
 * @param millis on the brokers' time, which record timestamps are in
 * @param nanos on a clock that never steps, which waits are measured with
 */
public record ReadAt(long millis, long nanos) {}
