/** Faults of endpoints' servers, and of the names that lead to them. */
@NullMarked
package dev.hooklane.e2e.fault.receiver;

import org.jspecify.annotations.NullMarked;
