/** Many deliveries again, as a job: what was asked for, and how far that has come. */
@NullMarked
package dev.hooklane.replay;

import org.jspecify.annotations.NullMarked;
