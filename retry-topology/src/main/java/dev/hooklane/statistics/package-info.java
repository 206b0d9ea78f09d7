/** An endpoint's attempts hour by hour: their number, their outcomes and their durations. */
@NullMarked
package dev.hooklane.statistics;

import org.jspecify.annotations.NullMarked;
