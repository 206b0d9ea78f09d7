/**
 * Reads records of topics for whoever asks for one, a range or the latest: events, payloads, dead
 * letters.
 */
@NullMarked
package dev.hooklane.lookup;

import org.jspecify.annotations.NullMarked;
