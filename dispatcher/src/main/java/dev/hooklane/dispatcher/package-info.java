/** The parts list of an instance: builds the objects by hand, starts, drains and stops them. */
@NullMarked
package dev.hooklane.dispatcher;

import org.jspecify.annotations.NullMarked;
