package dev.hooklane.lane;

/**
 * When records were read.
 *
 * @param millis of the brokers' time, which their timestamps are told in
 * @param nanos of a clock that never steps, which waits are measured with
 */
record ReadAt(long millis, long nanos) {}
