/** Bounds the log lines that people and servers outside can cause. */
@NullMarked
package dev.hooklane.quiet;

import org.jspecify.annotations.NullMarked;
