/**
 * The in-JVM Kafka broker, and the receiver for inspecting deliveries, behind {@code dev} and
 * {@code listen}.
 */
@NullMarked
package dev.hooklane.embedded;

import org.jspecify.annotations.NullMarked;
