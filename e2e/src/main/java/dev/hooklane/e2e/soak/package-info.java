/**
 * A steady load for an hour, which shows whether an installation grows over time when it should
 * not.
 */
@NullMarked
package dev.hooklane.e2e.soak;

import org.jspecify.annotations.NullMarked;
