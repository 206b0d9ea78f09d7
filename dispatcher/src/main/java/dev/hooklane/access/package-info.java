/**
 * Who may use the API: keys with a role, followed from the access topic, and the code that checks
 * them.
 */
@NullMarked
package dev.hooklane.access;

import org.jspecify.annotations.NullMarked;
