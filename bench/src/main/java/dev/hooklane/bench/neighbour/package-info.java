/** Benchmarks of what endpoints in trouble cost the others. */
@NullMarked
package dev.hooklane.bench.neighbour;

import org.jspecify.annotations.NullMarked;
