/** The loop that polls Kafka, holds records until they are due, and submits them to the lanes. */
@NullMarked
package dev.hooklane.poll;

import org.jspecify.annotations.NullMarked;
