/** The faults that strike while Hooklane delivers. */
@NullMarked
package dev.hooklane.e2e.fault;

import org.jspecify.annotations.NullMarked;
