/** Checks that the groups' committed offsets fit what the topics hold, before anything is read. */
@NullMarked
package dev.hooklane.progress;

import org.jspecify.annotations.NullMarked;
