/** Pages about API keys, and the changes made with them. */
@NullMarked
package dev.hooklane.console.key;

import org.jspecify.annotations.NullMarked;
