/** An account's endpoints: what they are, what they subscribe to, and who wants a given event. */
@NullMarked
package dev.hooklane.endpoint;

import org.jspecify.annotations.NullMarked;
