/** Removes erased data from every place that keeps it. */
@NullMarked
package dev.hooklane.eraser;

import org.jspecify.annotations.NullMarked;
