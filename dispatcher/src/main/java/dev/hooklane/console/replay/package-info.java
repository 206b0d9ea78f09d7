/** Pages about replays: counting, starting, watching and stopping them. */
@NullMarked
package dev.hooklane.console.replay;

import org.jspecify.annotations.NullMarked;
