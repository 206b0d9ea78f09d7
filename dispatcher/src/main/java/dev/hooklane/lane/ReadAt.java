package dev.hooklane.lane;

/**
 * When records were read.
 *
 * @param millis on the brokers' time, which record timestamps are in
 * @param nanos on a clock that never steps, which waits are measured with
 */
record ReadAt(long millis, long nanos) {}
