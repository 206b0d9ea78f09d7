/** What attempts show of endpoints: disables those that are gone, and tells their accounts. */
@NullMarked
package dev.hooklane.health;

import org.jspecify.annotations.NullMarked;
