/** The page of portal links: who was let in for a while, a form that makes one, and revocation. */
@NullMarked
package dev.hooklane.console.link;

import org.jspecify.annotations.NullMarked;
