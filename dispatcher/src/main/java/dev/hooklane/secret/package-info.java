/** Encrypts what must not lie in Kafka in clear. */
@NullMarked
package dev.hooklane.secret;

import org.jspecify.annotations.NullMarked;
