/** Bounds the log lines that people and servers outside can cause, and those of faults. */
@NullMarked
package dev.hooklane.quiet;

import org.jspecify.annotations.NullMarked;
