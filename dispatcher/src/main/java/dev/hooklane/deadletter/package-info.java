/** Dead letters: which there are, and the manual retry of one. */
@NullMarked
package dev.hooklane.deadletter;

import org.jspecify.annotations.NullMarked;
