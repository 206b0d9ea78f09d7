/** Reads the sources' topics, and publishes what they become. */
@NullMarked
package dev.hooklane.source.run;

import org.jspecify.annotations.NullMarked;
