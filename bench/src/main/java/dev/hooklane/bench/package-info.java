/** Measures Hooklane on this machine, for {@code hooklane bench}. */
@NullMarked
package dev.hooklane.bench;

import org.jspecify.annotations.NullMarked;
