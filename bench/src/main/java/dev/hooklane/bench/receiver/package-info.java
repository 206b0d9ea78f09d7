/** The endpoint of the benchmarks: a small, fast HTTP server in its own process. */
@NullMarked
package dev.hooklane.bench.receiver;

import org.jspecify.annotations.NullMarked;
