/** The way to endpoints through the operator's egress proxy. */
@NullMarked
package dev.hooklane.tunnel;

import org.jspecify.annotations.NullMarked;
