/** The data of the templates: records with all texts ready. */
@NullMarked
package dev.hooklane.console.view;

import org.jspecify.annotations.NullMarked;
