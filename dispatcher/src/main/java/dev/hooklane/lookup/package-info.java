/**
 * Reads single records, ranges or the latest records of topics on request: events, payloads, dead
 * letters.
 */
@NullMarked
package dev.hooklane.lookup;

import org.jspecify.annotations.NullMarked;
