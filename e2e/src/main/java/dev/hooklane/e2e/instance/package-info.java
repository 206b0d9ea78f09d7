/** Three instances of the shipped jar, and their API. */
@NullMarked
package dev.hooklane.e2e.instance;

import org.jspecify.annotations.NullMarked;
