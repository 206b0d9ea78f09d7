/** The page that people start from: how an account does, or the whole installation. */
@NullMarked
package dev.hooklane.console.overview;

import org.jspecify.annotations.NullMarked;
