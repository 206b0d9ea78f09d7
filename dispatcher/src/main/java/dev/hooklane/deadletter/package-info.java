/** Dead letters: which there are, and retrying one by hand. */
@NullMarked
package dev.hooklane.deadletter;

import org.jspecify.annotations.NullMarked;
