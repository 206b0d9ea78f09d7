/** Processes that the rig starts, stops, freezes and kills. */
@NullMarked
package dev.hooklane.e2e.process;

import org.jspecify.annotations.NullMarked;
