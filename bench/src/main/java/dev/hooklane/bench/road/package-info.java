/** Benchmarks of the road of a delivery: its throughput and latency, beside bare OkHttp. */
@NullMarked
package dev.hooklane.bench.road;

import org.jspecify.annotations.NullMarked;
