/**
 * Tokens with which an instance asks another one on behalf of a caller, in place of the caller's
 * key.
 */
@NullMarked
package dev.hooklane.peer;

import org.jspecify.annotations.NullMarked;
