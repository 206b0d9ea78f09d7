/** Micro-benchmarks of what other packages show; those of inner parts stand beside them. */
@NullMarked
package dev.hooklane.jmh;

import org.jspecify.annotations.NullMarked;
