/** Which events an endpoint wants by what their data says. */
@NullMarked
package dev.hooklane.filter;

import org.jspecify.annotations.NullMarked;
