/** Measures Hooklane on the machine at hand: what {@code hooklane bench} runs. */
@NullMarked
package dev.hooklane.bench;

import org.jspecify.annotations.NullMarked;
