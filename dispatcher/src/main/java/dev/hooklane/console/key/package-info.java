/** Pages about who may use the API, and who changed what with it. */
@NullMarked
package dev.hooklane.console.key;

import org.jspecify.annotations.NullMarked;
