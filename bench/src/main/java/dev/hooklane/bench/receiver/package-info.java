/** The endpoint that benchmarks deliver to: a small, fast HTTP server in a process of its own. */
@NullMarked
package dev.hooklane.bench.receiver;

import org.jspecify.annotations.NullMarked;
