/** Encrypts data that must not be in Kafka in clear text. */
@NullMarked
package dev.hooklane.secret;

import org.jspecify.annotations.NullMarked;
