/**
 * The in-JVM Kafka broker and the receiver to look at deliveries with, behind {@code dev} and
 * {@code listen}.
 */
@NullMarked
package dev.hooklane.embedded;

import org.jspecify.annotations.NullMarked;
