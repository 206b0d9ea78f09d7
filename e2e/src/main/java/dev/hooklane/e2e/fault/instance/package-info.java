/** Faults of instances of Hooklane: they stop, or run with something else. */
@NullMarked
package dev.hooklane.e2e.fault.instance;

import org.jspecify.annotations.NullMarked;
