/**
 * Endpoint health, as attempts show it: disables endpoints that are gone, and tells their accounts.
 */
@NullMarked
package dev.hooklane.health;

import org.jspecify.annotations.NullMarked;
