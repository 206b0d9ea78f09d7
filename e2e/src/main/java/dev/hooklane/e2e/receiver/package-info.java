/** Endpoints that answer by script and keep every request. */
@NullMarked
package dev.hooklane.e2e.receiver;

import org.jspecify.annotations.NullMarked;
