/** One record tree with every setting, read once at start from a file and the environment. */
@NullMarked
package dev.hooklane.config;

import org.jspecify.annotations.NullMarked;
