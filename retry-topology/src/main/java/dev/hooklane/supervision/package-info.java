/** The long-lived threads of an instance: restarted when they fail, and reported when they hang. */
@NullMarked
package dev.hooklane.supervision;

import org.jspecify.annotations.NullMarked;
