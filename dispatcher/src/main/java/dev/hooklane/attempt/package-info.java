/** One attempt of a delivery, and the records that follow from its outcome. */
@NullMarked
package dev.hooklane.attempt;

import org.jspecify.annotations.NullMarked;
