/** Pages about rejected records. */
@NullMarked
package dev.hooklane.console.rejected;

import org.jspecify.annotations.NullMarked;
