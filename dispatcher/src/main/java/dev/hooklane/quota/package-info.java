/**
 * How much of Hooklane an account may use: its limits, what it has used of them, and who refuses
 * what is beyond.
 */
@NullMarked
package dev.hooklane.quota;

import org.jspecify.annotations.NullMarked;
