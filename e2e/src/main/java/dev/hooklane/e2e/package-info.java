/**
 * Breaks a whole installation in every way that is known, and judges what it did: {@code hooklane
 * e2e}.
 */
@NullMarked
package dev.hooklane.e2e;

import org.jspecify.annotations.NullMarked;
