/** Spans of an event's way through Hooklane, for a collector; loaded only if one is configured. */
@NullMarked
package dev.hooklane.tracing;

import org.jspecify.annotations.NullMarked;
