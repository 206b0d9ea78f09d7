/** Breaks a whole installation in every known way, and judges the result: {@code hooklane e2e}. */
@NullMarked
package dev.hooklane.e2e;

import org.jspecify.annotations.NullMarked;
