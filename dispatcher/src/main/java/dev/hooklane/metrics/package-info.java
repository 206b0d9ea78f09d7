/**
 * Every meter that Hooklane has: its name, its tags, and what counts it; {@code docs/METRICS.md}
 * lists them. No tag holds an endpoint, an account or anything else that grows with customers,
 * unless an operator asks for it: the number of time series has a bound. Counters that alerts look
 * at are there from the start, since an alert can't see a counter rise from nothing.
 */
@NullMarked
package dev.hooklane.metrics;

import org.jspecify.annotations.NullMarked;
