/** All of Hooklane on one machine, with the state in its folder. */
@NullMarked
package dev.hooklane.command.dev;

import org.jspecify.annotations.NullMarked;
