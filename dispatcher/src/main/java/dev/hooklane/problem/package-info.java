/**
 * The kinds of problem that the API and its edge answer with, as {@code docs/PROBLEMS.md} lists.
 */
@NullMarked
package dev.hooklane.problem;

import org.jspecify.annotations.NullMarked;
