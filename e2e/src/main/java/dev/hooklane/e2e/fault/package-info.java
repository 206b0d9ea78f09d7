/**
 * What a fault is, and the scene of what it may use.
 *
 * <p>To add a fault, write a {@link dev.hooklane.e2e.fault.Fault} in the package of what it strikes
 * ({@code broker}, {@code instance}, {@code machine}, {@code receiver}, {@code topic}) and add it
 * to that package's list, such as {@code BrokerFaults}. {@code docs/OPERATIONS.md} must say whether
 * Hooklane recovers from it by itself, or which alert, entry and test it has; {@code
 * docs/RELIABILITY.md} says what is kept under it.
 */
@NullMarked
package dev.hooklane.e2e.fault;

import org.jspecify.annotations.NullMarked;
