/**
 * Divides what all accounts use together, such as threads and look-ups: each gets a share, and
 * turns.
 */
@NullMarked
package dev.hooklane.share;

import org.jspecify.annotations.NullMarked;
