/** The page about dead letters, across all accounts. */
@NullMarked
package dev.hooklane.console.deadletter;

import org.jspecify.annotations.NullMarked;
