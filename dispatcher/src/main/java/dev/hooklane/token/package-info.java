/**
 * Bearer tokens that endpoints ask for: fetched once for many requests, kept in memory while they
 * are valid.
 */
@NullMarked
package dev.hooklane.token;

import org.jspecify.annotations.NullMarked;
