/** Benchmarks of what grows: endpoints, a day of history, and the console that shows both. */
@NullMarked
package dev.hooklane.bench.scale;

import org.jspecify.annotations.NullMarked;
