package dev.hooklane.api;

import dev.hooklane.endpoint.EndpointId;

/** Another instance changed the endpoint at the same moment, and its change counts. */
final class OvertakenException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    OvertakenException(EndpointId endpoint) {
        super("endpoint %s was changed by another instance in the same moment".formatted(endpoint));
    }
}
