/** The shipped jar, three times, and its API. */
@NullMarked
package dev.hooklane.e2e.instance;

import org.jspecify.annotations.NullMarked;
