/** Pages about unfinished work: waiting records, and endpoints in trouble. */
@NullMarked
package dev.hooklane.console.waiting;

import org.jspecify.annotations.NullMarked;
