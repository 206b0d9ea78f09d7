/**
 * Breaks a whole installation in every known way, and judges the result: {@code hooklane e2e}.
 *
 * <p>A {@code Trial} is one fault under load; a {@code Rig} runs trials one after the other and
 * writes what they show.
 */
@NullMarked
package dev.hooklane.e2e;

import org.jspecify.annotations.NullMarked;
