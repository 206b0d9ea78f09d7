package dev.hooklane.lane;

/**
 * The moment in which lanes decide.
 *
 * @param nanos of one clock that never steps back
 * @param busy whether the CPUs are at their limit, so that this instance is what is slow
 * @param fairShare how many a lane may queue before it holds more than its share: while all lanes
 *     hold as much, this instance is what is slow
 * @param crowded whether the lanes hold so much already that nothing should wait in them for long
 */
record Now(long nanos, boolean busy, int fairShare, boolean crowded) {}
