/** {@code hooklane listen --forward-to}: a stream's requests, sent to a server on this machine. */
@NullMarked
package dev.hooklane.command.forward;

import org.jspecify.annotations.NullMarked;
