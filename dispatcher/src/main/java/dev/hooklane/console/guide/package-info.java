/** The guide for customers, as a page that anybody may read. */
@NullMarked
package dev.hooklane.console.guide;

import org.jspecify.annotations.NullMarked;
