/** Signing in at an OpenID provider: its messages, and what its ID tokens are trusted for. */
@NullMarked
package dev.hooklane.oidc;

import org.jspecify.annotations.NullMarked;
