/** The whole of Hooklane on one machine, with what it keeps in its folder. */
@NullMarked
package dev.hooklane.command.dev;

import org.jspecify.annotations.NullMarked;
