/** Which event types there are, what they mean, and what their events' data must be like. */
@NullMarked
package dev.hooklane.catalogue;

import org.jspecify.annotations.NullMarked;
