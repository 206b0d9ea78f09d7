/** Clients that attack the API, shared by a test and a benchmark; nothing that is shipped has them. */
@NullMarked
package dev.hooklane.hostile;

import org.jspecify.annotations.NullMarked;
