/** The page about what was given up on, across all accounts. */
@NullMarked
package dev.hooklane.console.deadletter;

import org.jspecify.annotations.NullMarked;
