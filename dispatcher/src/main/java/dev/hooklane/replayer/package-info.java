/** Replays deliveries, as jobs that survive their instance. */
@NullMarked
package dev.hooklane.replayer;

import org.jspecify.annotations.NullMarked;
