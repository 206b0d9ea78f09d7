/** Reads the bytes of records, in each format, into JSON. */
@NullMarked
package dev.hooklane.source.format;

import org.jspecify.annotations.NullMarked;
