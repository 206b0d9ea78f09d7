/** Outcomes and the offsets that they complete, committed in one transaction. */
@NullMarked
package dev.hooklane.offset;

import org.jspecify.annotations.NullMarked;
