/** Replays: their requests and their progress. */
@NullMarked
package dev.hooklane.replay;

import org.jspecify.annotations.NullMarked;
