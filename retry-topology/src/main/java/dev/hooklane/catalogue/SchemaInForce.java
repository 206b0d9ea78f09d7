package dev.hooklane.catalogue;

import java.time.Instant;

/**
 * A type's schema and since when it is that; what was published before is not held to it, since it
 * was accepted then.
 */
public record SchemaInForce(DataSchema schema, Instant since) {}
