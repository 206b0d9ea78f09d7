/** Sets aside partitions that can't be read, each on its own, and reads them again later. */
@NullMarked
package dev.hooklane.unreadable;

import org.jspecify.annotations.NullMarked;
