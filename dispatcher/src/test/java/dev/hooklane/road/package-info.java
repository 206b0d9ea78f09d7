/** The whole road, from a published event to the endpoint, with promises that judge each run. */
@NullMarked
package dev.hooklane.road;

import org.jspecify.annotations.NullMarked;
