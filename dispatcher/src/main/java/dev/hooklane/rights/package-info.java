/** What Hooklane needs to be allowed to do in Kafka, and whether it is. */
@NullMarked
package dev.hooklane.rights;

import org.jspecify.annotations.NullMarked;
