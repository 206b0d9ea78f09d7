/** Manifests: files that describe an installation, as they are read and written. */
@NullMarked
package dev.hooklane.manifest;

import org.jspecify.annotations.NullMarked;
