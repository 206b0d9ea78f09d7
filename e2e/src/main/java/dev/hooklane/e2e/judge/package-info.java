/** The promises, compared with everything published, received and reported. */
@NullMarked
package dev.hooklane.e2e.judge;

import org.jspecify.annotations.NullMarked;
