/** Every meter that Hooklane has: its name, its tags, and what counts it. */
@NullMarked
package dev.hooklane.metrics;

import org.jspecify.annotations.NullMarked;
