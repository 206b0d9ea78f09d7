/** The commands of the {@code hooklane} program, a class each. */
@NullMarked
package dev.hooklane.command;

import org.jspecify.annotations.NullMarked;
