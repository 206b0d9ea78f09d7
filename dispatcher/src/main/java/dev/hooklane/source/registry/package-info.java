/** Asks a schema registry for schemas, by the API that Confluent's has and others share. */
@NullMarked
package dev.hooklane.source.registry;

import org.jspecify.annotations.NullMarked;
