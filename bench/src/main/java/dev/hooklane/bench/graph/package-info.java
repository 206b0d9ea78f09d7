/** Draws the figures of run files, for {@code hooklane bench graphs}. */
@NullMarked
package dev.hooklane.bench.graph;

import org.jspecify.annotations.NullMarked;
