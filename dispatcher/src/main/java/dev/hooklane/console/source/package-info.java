/** Pages about sources: topics whose records become events. */
@NullMarked
package dev.hooklane.console.source;

import org.jspecify.annotations.NullMarked;
