/** Pages about records that could not be accepted. */
@NullMarked
package dev.hooklane.console.rejected;

import org.jspecify.annotations.NullMarked;
