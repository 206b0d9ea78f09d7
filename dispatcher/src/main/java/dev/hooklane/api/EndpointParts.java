package dev.hooklane.api;

import dev.hooklane.egress.IpNetwork;
import dev.hooklane.endpoint.EndpointDirectory;
import java.util.List;

/**
 * The endpoints: where to look them up, and how to change them.
 *
 * @param checks the rules for saving one
 * @param primarySecretKey the id of the key that seals what is saved
 * @param comeFrom the addresses that requests to endpoints come from, as far as that is set
 */
record EndpointParts(
        EndpointDirectory directory,
        EndpointLog log,
        EndpointVersions versions,
        EndpointChecks checks,
        String primarySecretKey,
        List<IpNetwork> comeFrom) {
    EndpointParts(
            EndpointDirectory directory,
            EndpointLog log,
            EndpointChecks checks,
            String primarySecretKey,
            List<IpNetwork> comeFrom) {
        this(
                directory,
                log,
                new EndpointVersions(directory, log),
                checks,
                primarySecretKey,
                comeFrom);
    }
}
