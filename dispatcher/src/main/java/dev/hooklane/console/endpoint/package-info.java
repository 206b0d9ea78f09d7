/** Pages about endpoints, which people call webhooks: the list, a new one, and each one. */
@NullMarked
package dev.hooklane.console.endpoint;

import org.jspecify.annotations.NullMarked;
