/** Sources: which topics of others become events, and how. */
@NullMarked
package dev.hooklane.source;

import org.jspecify.annotations.NullMarked;
