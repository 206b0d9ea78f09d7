/** Faults of the machine under an instance or a broker: its clock and its disk. */
@NullMarked
package dev.hooklane.e2e.fault.machine;

import org.jspecify.annotations.NullMarked;
