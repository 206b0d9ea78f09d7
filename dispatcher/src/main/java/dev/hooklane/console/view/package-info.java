/** What templates show: records with all texts ready. */
@NullMarked
package dev.hooklane.console.view;

import org.jspecify.annotations.NullMarked;
