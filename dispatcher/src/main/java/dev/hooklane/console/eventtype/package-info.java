/** Pages about the catalogue of event types. */
@NullMarked
package dev.hooklane.console.eventtype;

import org.jspecify.annotations.NullMarked;
