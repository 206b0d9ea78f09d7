/** Pages about published events, where they were sent, and why not elsewhere. */
@NullMarked
package dev.hooklane.console.event;

import org.jspecify.annotations.NullMarked;
