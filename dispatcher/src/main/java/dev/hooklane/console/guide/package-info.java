/** The guide for customers, as a page that anyone may read. */
@NullMarked
package dev.hooklane.console.guide;

import org.jspecify.annotations.NullMarked;
