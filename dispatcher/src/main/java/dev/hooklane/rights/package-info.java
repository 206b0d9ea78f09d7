/** The rights that Hooklane needs in Kafka, and the check whether it has them. */
@NullMarked
package dev.hooklane.rights;

import org.jspecify.annotations.NullMarked;
