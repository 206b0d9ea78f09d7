/** One attempt over HTTP, end to end: the vetted connection, the signatures, the outcome. */
@NullMarked
package dev.hooklane.http;

import org.jspecify.annotations.NullMarked;
