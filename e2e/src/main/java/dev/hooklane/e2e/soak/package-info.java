/** A steady load for an hour, and what of an installation grows with time though it should not. */
@NullMarked
package dev.hooklane.e2e.soak;

import org.jspecify.annotations.NullMarked;
