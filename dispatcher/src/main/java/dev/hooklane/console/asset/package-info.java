/** The files that the console's pages load. */
@NullMarked
package dev.hooklane.console.asset;

import org.jspecify.annotations.NullMarked;
