/**
 * An account's endpoints: their settings, their subscriptions, and which of them receive an event.
 */
@NullMarked
package dev.hooklane.endpoint;

import org.jspecify.annotations.NullMarked;
