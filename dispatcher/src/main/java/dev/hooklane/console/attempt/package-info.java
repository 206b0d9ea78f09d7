/** Attempts as pages show them. */
@NullMarked
package dev.hooklane.console.attempt;

import org.jspecify.annotations.NullMarked;
