/**
 * From a polled record to its committed offset: lanes, attempts, outcomes, and which offsets are
 * done.
 */
@NullMarked
package dev.hooklane.lane;

import org.jspecify.annotations.NullMarked;
