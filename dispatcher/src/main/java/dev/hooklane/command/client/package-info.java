/** Calls Hooklane's API as its commands need it. */
@NullMarked
package dev.hooklane.command.client;

import org.jspecify.annotations.NullMarked;
