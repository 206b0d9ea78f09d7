/** Compares the run files of two revisions, for {@code hooklane bench NAME --against REV}. */
@NullMarked
package dev.hooklane.bench.against;

import org.jspecify.annotations.NullMarked;
