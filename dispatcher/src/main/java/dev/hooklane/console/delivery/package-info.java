/** Pages about deliveries, their outcomes and retries. */
@NullMarked
package dev.hooklane.console.delivery;

import org.jspecify.annotations.NullMarked;
