/** The way out: which URLs and addresses requests may go to, and what the operator says of it. */
@NullMarked
package dev.hooklane.egress;

import org.jspecify.annotations.NullMarked;
