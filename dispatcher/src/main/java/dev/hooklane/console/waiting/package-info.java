/** Pages about what is not done yet: what waits, and which endpoints are in trouble. */
@NullMarked
package dev.hooklane.console.waiting;

import org.jspecify.annotations.NullMarked;
