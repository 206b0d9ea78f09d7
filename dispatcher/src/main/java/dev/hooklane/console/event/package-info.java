/** Pages about events: what was published, and where it went or why not. */
@NullMarked
package dev.hooklane.console.event;

import org.jspecify.annotations.NullMarked;
