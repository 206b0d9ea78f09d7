/** What is wrong with one webhook, looked up where it is, symptom by symptom. */
@NullMarked
package dev.hooklane.console.help;

import org.jspecify.annotations.NullMarked;
