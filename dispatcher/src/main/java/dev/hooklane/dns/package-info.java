/** Looks names up, so that a resolver which never answers holds up nobody else. */
@NullMarked
package dev.hooklane.dns;

import org.jspecify.annotations.NullMarked;
