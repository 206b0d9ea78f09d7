/** Published and rejected records, the newest first. */
@NullMarked
package dev.hooklane.published;

import org.jspecify.annotations.NullMarked;
