/** Pages about deliveries: what became of events, and trying again. */
@NullMarked
package dev.hooklane.console.delivery;

import org.jspecify.annotations.NullMarked;
