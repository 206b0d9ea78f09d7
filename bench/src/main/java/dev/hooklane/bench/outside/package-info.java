/**
 * Hooklane as its users have it: broker, instance, publisher and receiver are four processes, and
 * the instance is started by the start script.
 */
@NullMarked
package dev.hooklane.bench.outside;

import org.jspecify.annotations.NullMarked;
