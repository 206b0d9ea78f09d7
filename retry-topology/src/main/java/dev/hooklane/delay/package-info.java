/** Holds what is not due yet and says when it is; no Kafka client. */
@NullMarked
package dev.hooklane.delay;

import org.jspecify.annotations.NullMarked;
