/** Faults of topics: their records, their partitions, and who writes to them. */
@NullMarked
package dev.hooklane.e2e.fault.topic;

import org.jspecify.annotations.NullMarked;
