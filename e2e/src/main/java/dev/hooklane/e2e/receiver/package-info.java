/** Endpoints with scripted answers that keep every request. */
@NullMarked
package dev.hooklane.e2e.receiver;

import org.jspecify.annotations.NullMarked;
