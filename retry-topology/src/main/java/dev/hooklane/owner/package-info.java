/** Whose an object is: which of its fields manifests describe, and what they were then. */
@NullMarked
package dev.hooklane.owner;

import org.jspecify.annotations.NullMarked;
