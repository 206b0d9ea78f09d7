/** Faults of brokers, and of the network between them and Hooklane. */
@NullMarked
package dev.hooklane.e2e.fault.broker;

import org.jspecify.annotations.NullMarked;
