/** The erasures that an operator has requested, and whether they cover an event. */
@NullMarked
package dev.hooklane.erasure;

import org.jspecify.annotations.NullMarked;
