package dev.hooklane.lane;

/**
 * The moment at which lanes decide.
 *
 * @param nanos the time of a clock that never steps back
 * @param busy whether the CPUs are at their limit, so that this instance is the slow part
 * @param fairShare how many deliveries a lane may queue before it holds more than its share: while
 *     all lanes hold as much, this instance is the slow part
 * @param spare how many a lane that holds more than its share may queue: a part of the room that is
 *     left, so that however many lanes are in trouble, some is left for the next
 * @param crowded whether the lanes hold so much already that nothing should wait in them for long
 */
public record Moment(long nanos, boolean busy, int fairShare, int spare, boolean crowded) {}
