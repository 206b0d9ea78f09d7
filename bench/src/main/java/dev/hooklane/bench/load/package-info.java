/** The load that benchmarks share: accounts with endpoints, events, and how fast they come. */
@NullMarked
package dev.hooklane.bench.load;

import org.jspecify.annotations.NullMarked;
