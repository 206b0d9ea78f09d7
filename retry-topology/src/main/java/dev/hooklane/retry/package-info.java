/** Pure decisions about what happens to a delivery after an attempt; no clock reads, no I/O. */
@NullMarked
package dev.hooklane.retry;

import org.jspecify.annotations.NullMarked;
