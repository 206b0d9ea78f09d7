/** What all readers of YAML share. */
@NullMarked
package dev.hooklane.yaml;

import org.jspecify.annotations.NullMarked;
