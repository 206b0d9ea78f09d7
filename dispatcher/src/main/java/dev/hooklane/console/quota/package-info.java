/** The page about what an account may use, and how much of it it uses. */
@NullMarked
package dev.hooklane.console.quota;

import org.jspecify.annotations.NullMarked;
