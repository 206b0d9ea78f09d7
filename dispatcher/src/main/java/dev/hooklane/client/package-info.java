/** Calls Hooklane's API, as its commands and its console need it. */
@NullMarked
package dev.hooklane.client;

import org.jspecify.annotations.NullMarked;
