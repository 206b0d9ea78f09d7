/**
 * Fuzz targets of decoders that other packages may use, what all targets share, and what runs them.
 * A target is a class named {@code …Fuzz} in the package of its decoder, with a method {@code
 * fuzzerTestOneInput(byte[])} that throws only if a promise is broken. Its corpus is {@code
 * src/test/corpus/<class>}, an input a line in base64; {@link FuzzCorpusTest} runs it in every
 * build, {@code hooklane fuzz} goes on from it.
 */
@NullMarked
package dev.hooklane.fuzz;

import org.jspecify.annotations.NullMarked;
