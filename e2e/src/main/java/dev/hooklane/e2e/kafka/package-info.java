/** Three real brokers, the proxies between them and Hooklane, and the records on their topics. */
@NullMarked
package dev.hooklane.e2e.kafka;

import org.jspecify.annotations.NullMarked;
