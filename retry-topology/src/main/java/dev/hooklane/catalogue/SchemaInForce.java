package dev.hooklane.catalogue;

import java.time.Instant;

/**
 * A type's schema and since when it applies. Events published before were accepted then, so they
 * are not checked against it.
 */
public record SchemaInForce(DataSchema schema, Instant since) {}
