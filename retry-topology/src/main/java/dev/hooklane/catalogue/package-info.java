/** The catalogue of event types: their meaning, and the schemas for their events' data. */
@NullMarked
package dev.hooklane.catalogue;

import org.jspecify.annotations.NullMarked;
