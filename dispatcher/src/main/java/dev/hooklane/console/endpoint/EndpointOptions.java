package dev.hooklane.console.endpoint;

import java.util.List;

/** Endpoints that a field suggests. */
public record EndpointOptions(List<KnownEndpoint> endpoints) {
    public EndpointOptions {
        endpoints = List.copyOf(endpoints);
    }
}
