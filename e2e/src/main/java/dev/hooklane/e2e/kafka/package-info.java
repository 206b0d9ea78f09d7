/** Three real brokers, what lies between them and Hooklane, and what stands on their topics. */
@NullMarked
package dev.hooklane.e2e.kafka;

import org.jspecify.annotations.NullMarked;
