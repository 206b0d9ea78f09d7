/**
 * What came of an endpoint's attempts hour by hour: how many, how they ended, how long they took.
 */
@NullMarked
package dev.hooklane.statistics;

import org.jspecify.annotations.NullMarked;
