/** The kit of the console's pages: routes, replies, who may see a page, signing in. */
@NullMarked
package dev.hooklane.console.page;

import org.jspecify.annotations.NullMarked;
