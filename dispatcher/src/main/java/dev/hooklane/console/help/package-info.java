/** Troubleshooting for one endpoint, symptom by symptom. */
@NullMarked
package dev.hooklane.console.help;

import org.jspecify.annotations.NullMarked;
