/** Selects the events that an endpoint wants by their data. */
@NullMarked
package dev.hooklane.filter;

import org.jspecify.annotations.NullMarked;
