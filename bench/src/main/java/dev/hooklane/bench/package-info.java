/**
 * Measures Hooklane on this machine, for {@code hooklane bench}.
 *
 * <p>A benchmark is a {@link dev.hooklane.bench.measure.Benchmark} in the package of its subject
 * ({@code road}, {@code neighbour}, {@code scale}) and an entry of {@link
 * dev.hooklane.bench.Benchmarks}. One that starts instances as processes does so by the {@code
 * rig}. {@code docs/BENCHMARKS.md} explains its measures.
 */
@NullMarked
package dev.hooklane.bench;

import org.jspecify.annotations.NullMarked;
