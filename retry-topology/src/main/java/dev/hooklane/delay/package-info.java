/** Holds records that are not yet due and computes when they are; no Kafka client. */
@NullMarked
package dev.hooklane.delay;

import org.jspecify.annotations.NullMarked;
