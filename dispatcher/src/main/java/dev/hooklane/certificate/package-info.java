/**
 * The certificates that customers give for their endpoints: checked when they are saved, used for
 * connections of that endpoint alone.
 */
@NullMarked
package dev.hooklane.certificate;

import org.jspecify.annotations.NullMarked;
