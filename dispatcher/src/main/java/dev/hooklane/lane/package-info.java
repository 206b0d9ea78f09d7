/** An endpoint's share of an instance: its limits, its breaker and its queue. */
@NullMarked
package dev.hooklane.lane;

import org.jspecify.annotations.NullMarked;
