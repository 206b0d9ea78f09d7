/** How far each source has read, in a topic of Hooklane's own. */
@NullMarked
package dev.hooklane.source.progress;

import org.jspecify.annotations.NullMarked;
