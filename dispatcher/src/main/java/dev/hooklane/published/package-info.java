/** What was published, the newest first, and what of it was rejected. */
@NullMarked
package dev.hooklane.published;

import org.jspecify.annotations.NullMarked;
