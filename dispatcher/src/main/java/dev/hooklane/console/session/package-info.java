/** Console sessions: a sealed cookie, and its protection against other sites. */
@NullMarked
package dev.hooklane.console.session;

import org.jspecify.annotations.NullMarked;
