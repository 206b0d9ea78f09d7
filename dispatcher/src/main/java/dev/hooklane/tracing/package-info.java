/** Spans of an event's road, for a collector; loaded only where one is configured. */
@NullMarked
package dev.hooklane.tracing;

import org.jspecify.annotations.NullMarked;
