/** Partitions that can't be read are set aside, each alone, and tried again. */
@NullMarked
package dev.hooklane.unreadable;

import org.jspecify.annotations.NullMarked;
