/**
 * What attempts show about endpoints: those that are gone are disabled, and their accounts are
 * told.
 */
@NullMarked
package dev.hooklane.health;

import org.jspecify.annotations.NullMarked;
