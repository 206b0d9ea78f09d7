/**
 * The processes of a benchmark that looks from outside: broker, publisher, receiver, and instances
 * that the start script starts, as users do.
 *
 * <p>{@link dev.hooklane.bench.rig.Rig} starts them by a {@link dev.hooklane.bench.rig.Plan}, gives
 * the instances one half of the cores and everything else the other, and measures the CPU time of
 * each while it publishes.
 */
@NullMarked
package dev.hooklane.bench.rig;

import org.jspecify.annotations.NullMarked;
