/** Pages about webhooks, as people call endpoints: all of them, a new one, one of them. */
@NullMarked
package dev.hooklane.console.endpoint;

import org.jspecify.annotations.NullMarked;
