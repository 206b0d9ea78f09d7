/** Server-sent events, as the API and the console write them. */
@NullMarked
package dev.hooklane.sse;

import org.jspecify.annotations.NullMarked;
