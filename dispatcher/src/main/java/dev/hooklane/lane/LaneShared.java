package dev.hooklane.lane;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.random.RandomGenerator;

/**
 * What all lanes of this instance have in common.
 *
 * @param open how many breakers are not closed
 */
record LaneShared(Permits permits, AtomicInteger open, RandomGenerator random) {}
