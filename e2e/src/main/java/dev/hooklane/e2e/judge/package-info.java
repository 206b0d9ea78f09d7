/** What was promised, held against what was published, received and told. */
@NullMarked
package dev.hooklane.e2e.judge;

import org.jspecify.annotations.NullMarked;
