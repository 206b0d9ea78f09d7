/** The REST API: routes by duty, the operator's key, problems in one form, metrics and health. */
@NullMarked
package dev.hooklane.api;

import org.jspecify.annotations.NullMarked;
