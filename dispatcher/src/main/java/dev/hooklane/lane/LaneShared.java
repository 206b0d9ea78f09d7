package dev.hooklane.lane;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.random.RandomGenerator;

/**
 * The state that all lanes of this instance share.
 *
 * @param open how many breakers are not closed
 */
record LaneShared(Permits permits, AtomicInteger open, RandomGenerator random) {}
