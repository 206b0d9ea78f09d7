/** HTTP requests to servers that the operator names, within limits of time, size and number. */
@NullMarked
package dev.hooklane.call;

import org.jspecify.annotations.NullMarked;
