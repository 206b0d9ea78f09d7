/** What an operator has had erased, and whether that covers an event. */
@NullMarked
package dev.hooklane.erasure;

import org.jspecify.annotations.NullMarked;
