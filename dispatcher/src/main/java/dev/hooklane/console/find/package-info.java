/** The palette that finds a page, an account, a webhook, a source or an id. */
@NullMarked
package dev.hooklane.console.find;

import org.jspecify.annotations.NullMarked;
