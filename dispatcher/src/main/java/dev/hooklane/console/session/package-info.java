/** Who is signed in at the console: a sealed cookie, and what keeps others from using it. */
@NullMarked
package dev.hooklane.console.session;

import org.jspecify.annotations.NullMarked;
