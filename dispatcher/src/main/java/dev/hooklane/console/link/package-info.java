/** The page of portal links: who was let in for a while, and revocation. */
@NullMarked
package dev.hooklane.console.link;

import org.jspecify.annotations.NullMarked;
