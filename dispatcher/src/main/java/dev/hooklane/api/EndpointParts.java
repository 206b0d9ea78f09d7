package dev.hooklane.api;

import dev.hooklane.endpoint.EndpointDirectory;

/**
 * The endpoints: where to look them up, and how to change them.
 *
 * @param checks the rules for saving one
 * @param primarySecretKey the id of the key that seals what is saved
 */
record EndpointParts(
        EndpointDirectory directory,
        EndpointLog log,
        EndpointVersions versions,
        EndpointChecks checks,
        String primarySecretKey) {
    EndpointParts(
            EndpointDirectory directory,
            EndpointLog log,
            EndpointChecks checks,
            String primarySecretKey) {
        this(directory, log, new EndpointVersions(directory, log), checks, primarySecretKey);
    }
}
