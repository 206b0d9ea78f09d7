/**
 * Hands requests to the open streams of {@code hooklane listen --forward-to}, on this instance or
 * another, and takes their answers.
 */
@NullMarked
package dev.hooklane.listener;

import org.jspecify.annotations.NullMarked;
