/** The shared parts of the console's pages: routes, replies, access and sign-in. */
@NullMarked
package dev.hooklane.console.page;

import org.jspecify.annotations.NullMarked;
